import { ORDINARY } from '../kernels/workspace';
import { type Real, realLike } from './forward-model';

/**
 * Pixelwise measurements (A diagonal, one entry per pixel, shared by the planes): per pixel the pivot is
 * x + g (y - x) with g = p / (1/s^2 + p), p the pixel's precision 1/n^2, or 0 if it isn't measured.
 *
 * The loops are separate functions, each over one number type, because they run over every sample of the photo at
 * every call of the network.
 */

/** out = x + gain (y - x). Unrolled by four, which takes half the time. */
export function blendUniform(x: Real, y: Real, gain: number, out: Real, workspace = ORDINARY): void {
  const kernels = workspace.kernelsFor(x, y, out);
  if (kernels) {
    kernels.blend(x, y, gain, out);
    return;
  }
  const length = y.length;
  const blocks = length & ~3;
  for (let i = 0; i < blocks; i += 4) {
    const first = x[i];
    const second = x[i + 1];
    const third = x[i + 2];
    const fourth = x[i + 3];
    out[i] = first + gain * (y[i] - first);
    out[i + 1] = second + gain * (y[i + 1] - second);
    out[i + 2] = third + gain * (y[i + 2] - third);
    out[i + 3] = fourth + gain * (y[i + 3] - fourth);
  }
  for (let i = blocks; i < length; i++) out[i] = x[i] + gain * (y[i] - x[i]);
}

/** out = x + gain (y - x) where `measured`, one plane, is 1, and x where it is 0. Three planes. */
export function blendMasked(
  x: Real,
  y: Real,
  measured: Real,
  gain: number,
  out: Real,
  workspace = ORDINARY,
): void {
  const kernels = workspace.kernelsFor(x, y, measured, out);
  if (kernels) {
    kernels.blendWeighted(x, y, measured, gain, out);
    return;
  }
  const plane = measured.length;
  for (let i = 0, j = plane, k = 2 * plane; i < plane; i++, j++, k++) {
    const weight = gain * measured[i];
    const first = x[i];
    const second = x[j];
    const third = x[k];
    out[i] = first + weight * (y[i] - first);
    out[j] = second + weight * (y[j] - second);
    out[k] = third + weight * (y[k] - third);
  }
}

/** out = x + g (y - x), g = p / (1/s^2 + p) from the pixel's own precision p. Three planes. */
export function blendByPrecision(x: Real, y: Real, precision: Real, sigma: number, out: Real): void {
  const plane = precision.length;
  const prior = 1 / sigma ** 2;
  for (let i = 0, j = plane, k = 2 * plane; i < plane; i++, j++, k++) {
    const gain = precision[i] / (prior + precision[i]);
    const first = x[i];
    const second = x[j];
    const third = x[k];
    out[i] = first + gain * (y[i] - first);
    out[j] = second + gain * (y[j] - second);
    out[k] = third + gain * (y[k] - third);
  }
}

/** 1/n^2 per pixel of a noise map, 0 where `measured` is 0. */
export function precisionOf(noise: Real, measured?: Uint8Array): Real {
  const precision = realLike(noise, noise.length);
  for (let i = 0; i < precision.length; i++) {
    precision[i] = measured && measured[i] === 0 ? 0 : 1 / noise[i] ** 2;
  }
  return precision;
}

/** Standard deviations (1/s^2 + p)^-1/2 per pixel. */
export function stdByPrecision(precision: Real, sigma: number): Real {
  const std = realLike(precision, precision.length);
  const prior = 1 / sigma ** 2;
  for (let i = 0; i < std.length; i++) std[i] = 1 / Math.sqrt(prior + precision[i]);
  return std;
}

/** A plane (`plane` itself, if given) that is `inside` where `measured` is 1 and `outside` where it is 0. */
export function twoValued(
  measured: Uint8Array,
  inside: number,
  outside: number,
  plane: Float32Array = new Float32Array(measured.length),
): Float32Array {
  for (let i = 0; i < plane.length; i++) plane[i] = measured[i] === 0 ? outside : inside;
  return plane;
}

/** s^2 / (s^2 + n^2): the pivot's gain on a directly measured sample. */
export function observedGain(sigma: number, noise: number): number {
  return sigma ** 2 / (sigma ** 2 + noise ** 2);
}

/** Copies x to out unless they are the same array. */
export function copyInto(x: Real, out: Real): void {
  if (x !== out) out.set(x);
}
