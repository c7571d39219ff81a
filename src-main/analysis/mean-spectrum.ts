import type { Fft2, Fft2Factory } from '../operators/fourier/fft2';
import { powerOf } from '../operators/fourier/spectrum';
import type { Plane } from './plane';

/** Side in pixels of the blocks whose spectra are averaged. */
const SIDE = 128;
/** Distance of neighbouring blocks: half a window, so that every pixel counts. */
const STEP = 64;
/** Largest number of blocks; more hardly change the mean. */
const MOST_BLOCKS = 300;

/** The mean power of a picture at many frequencies; that of white noise is its variance. */
export interface MeanSpectrum {
  /** Frequencies in cycles per pixel, `across` to the right and `down`; half of the plane, without opposite ones. */
  readonly across: Float64Array;
  readonly down: Float64Array;
  /** In squared levels. */
  readonly power: Float64Array;
}

/**
 * The mean power spectrum of blocks under a Hann window, of frequencies from `least` to `most` cycles per pixel; null without
 * a block.
 */
export function meanSpectrum(
  areas: readonly Plane[],
  createFft: Fft2Factory,
  { least, most }: { readonly least: number; readonly most: number },
): MeanSpectrum | null {
  const places = areas.flatMap((area) =>
    starts(area.height).flatMap((y) => starts(area.width).map((x) => ({ area, x, y }))),
  );
  if (places.length === 0) return null;
  const fft = createFft(SIDE, SIDE);
  const window = hann();
  const block = new Float32Array(SIDE * SIDE);
  const spectrum = fft.createSpectrum();
  const [one, power] = [0, 1].map(() => new Float64Array(spectrum.length / 2));
  const stride = Math.max(1, places.length / MOST_BLOCKS);
  let blocks = 0;
  for (let i = 0; i < places.length; i += stride, blocks++) {
    fillBlock(places[Math.floor(i)], window, block);
    fft.forward(block, spectrum);
    powerOf(spectrum, fft.simdSize, one);
    for (let k = 0; k < one.length; k++) power[k] += one[k];
  }
  const energy = window.reduce((sum, weight) => sum + weight * weight, 0) ** 2;
  const [across, down] = [frequencies(fft, 1), frequencies(fft, SIDE)];
  const kept = [...power.keys()].filter((k) => {
    const isOneOfTwo = across[k] > 1e-3 || (across[k] > -1e-3 && down[k] > 0);
    const radius = Math.hypot(across[k], down[k]);
    return isOneOfTwo && across[k] < 0.499 && radius >= least && radius <= most;
  });
  return {
    across: Float64Array.from(kept, (k) => across[k]),
    down: Float64Array.from(kept, (k) => down[k]),
    power: Float64Array.from(kept, (k) => power[k] / (blocks * energy)),
  };
}

/** Every nth of a spectrum's frequencies. */
export function everyNth({ across, down, power }: MeanSpectrum, n: number): MeanSpectrum {
  const only = (values: Float64Array) => values.filter((_, i) => i % n === 0);
  return { across: only(across), down: only(down), power: only(power) };
}

function starts(extent: number): number[] {
  const count = Math.floor((extent - SIDE) / STEP) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => i * STEP);
}

function hann(): Float64Array {
  return Float64Array.from(
    { length: SIDE },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / SIDE),
  );
}

function fillBlock(
  { area: { data, width }, x, y }: { readonly area: Plane; readonly x: number; readonly y: number },
  window: Float64Array,
  block: Float32Array,
): void {
  let mean = 0;
  for (let row = 0; row < SIDE; row++)
    for (let i = 0, at = (y + row) * width + x; i < SIDE; i++) mean += data[at + i];
  mean /= SIDE * SIDE;
  for (let row = 0; row < SIDE; row++)
    for (let i = 0, at = (y + row) * width + x; i < SIDE; i++)
      block[row * SIDE + i] = window[row] * window[i] * (data[at + i] - mean);
}

/**
 * One component of the frequencies of a spectrum's numbers, in their order, which is the transform's own: a single point
 * one pixel from the origin (`at` 1 to the right, SIDE below) has the phase -2 pi f.
 */
function frequencies(fft: Fft2, at: number): Float64Array {
  const point = new Float32Array(SIDE * SIDE);
  point[at] = 1;
  const spectrum = fft.createSpectrum();
  fft.forward(point, spectrum);
  const found = new Float64Array(spectrum.length / 2);
  for (let k = 0; k < found.length; k++) {
    const re = Math.floor(k / fft.simdSize) * 2 * fft.simdSize + (k % fft.simdSize);
    const phase = Math.atan2(spectrum[re + fft.simdSize], spectrum[re]);
    found[k] = Math.round((-phase / (2 * Math.PI)) * SIDE) / SIDE;
  }
  return found;
}
