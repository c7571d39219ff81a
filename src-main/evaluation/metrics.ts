import type { Real } from '../operators/model/forward-model';

/** 8-bit levels per unit of [-1, 1]. */
export const LEVELS = 127.5;
const PEAK = 2;

/** Peak signal-to-noise ratio in dB. The restored values are clamped to [-1, 1], as in a file. */
export function psnr(restored: Real, truth: Real): number {
  assertSame(restored, truth);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    sum += (Math.min(1, Math.max(-1, restored[i])) - truth[i]) ** 2;
  }
  return 10 * Math.log10(PEAK ** 2 / Math.max(1e-12, sum / truth.length));
}

/** The pixelwise mean of several pictures. */
export function meanOf(samples: readonly Real[]): Float64Array {
  const mean = new Float64Array(samples[0]?.length ?? 0);
  for (const sample of samples) {
    assertSame(sample, mean);
    for (let i = 0; i < mean.length; i++) mean[i] += sample[i] / samples.length;
  }
  return mean;
}

/** The samples' variance and the squared error of their mean, both averaged over values. */
export interface SampleSpread {
  /** V: the unbiased variance over the samples. */
  readonly variance: number;
  /** B: the squared error of the samples' mean, minus V/K for the mean's own variance. */
  readonly error: number;
}

/**
 * Computes V and B of the calibration V/B, which is 1 for samples of the exact posterior: then the truth is one more
 * draw, and B has the same expectation as V. Needs at least two samples, not clamped.
 */
export function sampleSpread(samples: readonly Real[], truth: Real): SampleSpread {
  const mean = meanOf(samples);
  assertSame(mean, truth);
  let squares = 0;
  for (const sample of samples) for (let i = 0; i < mean.length; i++) squares += (sample[i] - mean[i]) ** 2;
  let error = 0;
  for (let i = 0; i < mean.length; i++) error += (mean[i] - truth[i]) ** 2;
  const variance = squares / (samples.length - 1) / mean.length;
  return { variance, error: error / mean.length - variance / samples.length };
}

/** V/B pooled over pictures: the mean of V divided by the mean of B. */
export function calibration(spreads: readonly SampleSpread[]): number {
  const total = (value: (spread: SampleSpread) => number) =>
    spreads.reduce((sum, each) => sum + value(each), 0);
  return total(({ variance }) => variance) / total(({ error }) => error);
}

/**
 * Continuous ranked probability score averaged over values, unbiased in the number of samples (Gneiting and Raftery
 * 2007, equation 21): mean |X_k - x| - sum over k, j of |X_k - X_j| / (2 K (K - 1)). Needs at least two samples.
 */
export function crps(samples: readonly Real[], truth: Real): number {
  const count = samples.length;
  let distance = 0;
  let pairs = 0;
  samples.forEach((sample, k) => {
    assertSame(sample, truth);
    for (let i = 0; i < truth.length; i++) distance += Math.abs(sample[i] - truth[i]);
    for (const other of samples.slice(k + 1)) {
      for (let i = 0; i < truth.length; i++) pairs += Math.abs(sample[i] - other[i]);
    }
  });
  return (distance / count - pairs / (count * (count - 1))) / truth.length;
}

/**
 * Share of true values between the smallest and the largest sample. It is (K - 1)/(K + 1) if truth and samples are
 * exchangeable, which is 80 % for nine samples of the exact posterior.
 */
export function coverage(samples: readonly Real[], truth: Real): number {
  let inside = 0;
  for (let i = 0; i < truth.length; i++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const sample of samples) {
      low = Math.min(low, sample[i]);
      high = Math.max(high, sample[i]);
    }
    if (truth[i] >= low && truth[i] <= high) inside++;
  }
  return inside / truth.length;
}

function assertSame(a: Real, b: Real): void {
  if (a.length !== b.length) throw new RangeError(`a picture of ${a.length} samples against ${b.length}`);
}
