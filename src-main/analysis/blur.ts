import { blurPlane, sumOfSquares } from './gaussian';
import type { Plane } from './plane';

/** Standard deviations, in pixels, at which gradients are compared. */
const SCALES = [1, 2, 4] as const;
/** Width in pixels of the excluded border, where blurring repeats the edge. */
const MARGIN = 12;
/** Range of the exponent of photos' spectra, from a single edge (1/2) to dense texture. */
const EXPONENT = { least: 0.45, most: 1.5 } as const;
/** Variance of the blur by lens, sensor and scanner in a sharp photo (median of the Kodak photos: 0.4). */
const SHARP_VARIANCE = 0.4;
/**
 * Smallest blur that is reported. Of 247 photos as they are, 7 read 0.9 or more and 20 read 0.7 or more; of those blurred
 * by 1.5 pixels all but one read 0.9 or more (`test/bench/blur.mjs`).
 */
const LEAST_BLUR = 0.9;
const MOST_BLUR = 12;
/** Gradient energy, in squared levels, below which an area shows too little to judge its sharpness. */
const LEAST_ENERGY = 0.05;
/**
 * Largest share of the gradients' energy that may be noise. Above it, at any scale, the remainder is mostly the error
 * of the noise estimate.
 */
const MOST_NOISE = 0.8;

/** White noise blurred by a Gaussian of std `correlation` pixels; white if `correlation` is 0. */
export interface NoiseOfPlane {
  /** Standard deviation of a pixel, in 8-bit levels. */
  readonly level: number;
  readonly correlation: number;
}

/**
 * Standard deviation in pixels of the Gaussian that explains a photo's softness; null if the photo is sharp, or if its
 * noise hides too much. `noise` is the noise of these planes.
 *
 * The method is re-blurring (S. Zhuo, T. Sim, "Defocus map estimation from a single image", 2011), generalised from
 * single edges to all gradients: photos' spectra fall as a power of the frequency (D. Field, 1987), so the mean squared
 * gradient after blurring by s is C (std^2 + s^2)^-p; three values of s give std and p. The known contribution of the
 * noise is subtracted. For the Kodak photos blurred by 1, 2 and 4 pixels the median result is 0.8, 1.9 and 4.0, mostly
 * within 20 %, and the same with noise of 10 levels; nearly all of the unblurred photos count as sharp.
 */
export function estimateBlur(areas: readonly Plane[], noise: NoiseOfPlane): number | null {
  const usable = areas.filter(({ width, height }) => Math.min(width, height) > 2 * MARGIN);
  if (usable.length === 0) return null;
  const energies = SCALES.map((scale) => {
    const all = gradientEnergy(usable, scale);
    return { all, own: all - noiseEnergy(noise, scale) };
  });
  if (energies.some(({ all, own }) => own < (1 - MOST_NOISE) * all)) return null;
  const [fine, middle, coarse] = energies.map(({ own }) => own);
  if (coarse < LEAST_ENERGY) return null;
  const variance = explain(fine / middle, middle / coarse) - SHARP_VARIANCE;
  if (!(variance >= LEAST_BLUR ** 2)) return null;
  return Math.min(MOST_BLUR, Math.sqrt(variance));
}

/** Mean squared gradient of the areas blurred by `scale`. */
function gradientEnergy(areas: readonly Plane[], scale: number): number {
  let sum = 0;
  let count = 0;
  for (const area of areas) {
    const { data, width, height } = blurPlane(area, scale);
    for (let y = MARGIN; y < height - MARGIN; y++) {
      for (let x = MARGIN; x < width - MARGIN; x++) {
        const i = y * width + x;
        const across = (data[i + 1] - data[i - 1]) / 2;
        const down = (data[i + width] - data[i - width]) / 2;
        sum += across * across + down * down;
      }
      count += width - 2 * MARGIN;
    }
  }
  return sum / count;
}

/**
 * The mean squared gradient of the noise alone. Coloured noise that is blurred again is white noise blurred by both
 * Gaussians.
 */
function noiseEnergy({ level, correlation }: NoiseOfPlane, scale: number): number {
  const variance = correlation ** 2 + scale ** 2;
  const factor = 1 / sumOfSquares(correlation);
  return ((level ** 2 * factor) / (4 * Math.PI * variance)) * (1 - Math.exp(-1 / variance));
}

/** The variance v for which (v + s^2)^-p falls by these factors from each scale to the next. */
function explain(first: number, second: number): number {
  const [a, b, c] = SCALES.map((scale) => scale * scale);
  if (!(first > 1 && second > 1)) return MOST_BLUR ** 2;
  const wanted = Math.log(first) / Math.log(second);
  let [low, high] = [-0.9, 4 * MOST_BLUR ** 2];
  for (let round = 0; round < 60; round++) {
    const v = (low + high) / 2;
    if (Math.log((v + b) / (v + a)) / Math.log((v + c) / (v + b)) > wanted) low = v;
    else high = v;
  }
  const exponent = Math.log(second) / Math.log((low + c) / (low + b));
  const bounded = Math.min(EXPONENT.most, Math.max(EXPONENT.least, exponent));
  if (bounded === exponent) return low;
  const ratio = first ** (1 / bounded);
  return (b - ratio * a) / (ratio - 1);
}
