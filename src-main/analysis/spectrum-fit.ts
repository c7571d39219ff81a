import { clamp } from '../contract/geometry';
import type { NoiseOfPlane } from './blur';
import { sumOfSquares } from './gaussian';
import type { MeanSpectrum } from './mean-spectrum';

/** Directions with an amplitude of their own, because pictures have more power in some directions than in others. */
const WEDGES = 12;
/**
 * Squared levels that are added to every power, measured and fitted. A JPEG has lost most of the weaker ones; the logarithm
 * of what is left of them would say nothing of the blur and outweigh everything else.
 */
const FLOOR = 16;
/** Limits of the exponent with which photos' power falls, and where the fit begins. */
const SLOPE = { least: 0.5, start: 2.4, most: 5 } as const;
/** Frequencies, as logarithms of cycles per pixel, at which a first amplitude is taken, because a blur changes them least. */
const FIRST = -2.5;
/** Largest changes of the slope and of an amplitude's logarithm in one round. */
const MOST_CHANGE = { slope: 1, amplitude: 3 } as const;
/** Keeps the normal equations solvable where noise hides all of a wedge. */
const RIDGE = 1e-3;

/** log |K|^2 of a blur K at a frequency in cycles per pixel. */
export type LogGain = (across: number, down: number) => number;

/**
 * Fits A(direction) r^-slope |K|^2 + noise to a spectrum, r being the frequency's distance from zero. The amplitudes of the
 * directions and the slope are free; the noise is known.
 */
export class SpectrumFit {
  readonly #spectrum: MeanSpectrum;
  readonly #logPower: Float64Array;
  readonly #logRadius: Float64Array;
  readonly #wedge: Uint8Array;
  readonly #noise: Float64Array;
  readonly #gains: Float64Array;

  constructor(spectrum: MeanSpectrum, noise: NoiseOfPlane) {
    const { across, down, power } = spectrum;
    this.#spectrum = spectrum;
    this.#logPower = power.map((value) => Math.log(value + FLOOR));
    this.#logRadius = across.map((fx, i) => Math.log(Math.hypot(fx, down[i])));
    this.#wedge = Uint8Array.from(
      across,
      (fx, i) => Math.floor((Math.atan2(down[i], fx) / Math.PI + 0.5) * WEDGES) % WEDGES,
    );
    this.#noise = across.map((fx, i) => noisePower(noise, fx ** 2 + down[i] ** 2) + FLOOR);
    this.#gains = new Float64Array(across.length);
  }

  /** Root mean square of the differences of logarithms after `rounds` Gauss-Newton steps. */
  misfit(logGain: LogGain, rounds: number): number {
    const { across, down } = this.#spectrum;
    for (let i = 0; i < across.length; i++) this.#gains[i] = logGain(across[i], down[i]);
    const law = { amplitudes: this.#firstAmplitudes(), slope: SLOPE.start };
    for (let round = 0; round < rounds; round++) this.#improve(law);
    return this.#improve(law);
  }

  #firstAmplitudes(): Float64Array {
    const sums = new Float64Array(WEDGES);
    const counts = new Float64Array(WEDGES);
    for (let i = 0; i < this.#gains.length; i++) {
      if (this.#logRadius[i] > FIRST) continue;
      sums[this.#wedge[i]] += this.#logPower[i] + SLOPE.start * this.#logRadius[i] - this.#gains[i];
      counts[this.#wedge[i]]++;
    }
    return sums.map((sum, wedge) => sum / Math.max(1, counts[wedge]));
  }

  /**
   * One step; returns the misfit before it. The normal equations couple each amplitude to the slope alone, so the amplitudes
   * are eliminated one by one.
   */
  #improve(law: { readonly amplitudes: Float64Array; slope: number }): number {
    const { amplitudes, slope } = law;
    const own = new Float64Array(WEDGES).fill(RIDGE);
    const cross = new Float64Array(WEDGES);
    const right = new Float64Array(WEDGES);
    let [slopes, slopeRight, misfit] = [RIDGE, 0, 0];
    for (let i = 0; i < this.#gains.length; i++) {
      const wedge = this.#wedge[i];
      const picture = Math.exp(amplitudes[wedge] - slope * this.#logRadius[i] + this.#gains[i]);
      const all = picture + this.#noise[i];
      const rest = this.#logPower[i] - Math.log(all);
      const share = picture / all;
      const bySlope = -share * this.#logRadius[i];
      misfit += rest * rest;
      own[wedge] += share * share;
      cross[wedge] += share * bySlope;
      right[wedge] += share * rest;
      slopes += bySlope * bySlope;
      slopeRight += bySlope * rest;
    }
    for (let wedge = 0; wedge < WEDGES; wedge++) {
      slopes -= (cross[wedge] * cross[wedge]) / own[wedge];
      slopeRight -= (cross[wedge] * right[wedge]) / own[wedge];
    }
    const wanted = slope + clamp(slopeRight / slopes, -MOST_CHANGE.slope, MOST_CHANGE.slope);
    law.slope = clamp(wanted, SLOPE.least, SLOPE.most);
    for (let wedge = 0; wedge < WEDGES; wedge++) {
      const change = (right[wedge] - cross[wedge] * (law.slope - slope)) / own[wedge];
      amplitudes[wedge] += clamp(change, -MOST_CHANGE.amplitude, MOST_CHANGE.amplitude);
    }
    return Math.sqrt(misfit / this.#gains.length);
  }
}

/** The power of noise at a squared frequency. */
function noisePower({ level, correlation }: NoiseOfPlane, squared: number): number {
  return (level ** 2 / sumOfSquares(correlation)) * Math.exp(-((2 * Math.PI * correlation) ** 2) * squared);
}
