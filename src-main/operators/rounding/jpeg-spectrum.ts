import type { JpegTables } from '../../contract/jpeg-tables';
import { LUMA_WEIGHTS } from '../../contract/luma';
import { LUMA_UNIT } from '../model/luma';

const [WR, WG, WB] = LUMA_WEIGHTS;

/** RGB to YCbCr of JFIF (ITU-T T.871), rows Y, Cb, Cr; the offsets cancel in differences. */
export const RGB_TO_YCBCR: readonly (readonly [number, number, number])[] = [
  [WR, WG, WB],
  [-WR / (2 - 2 * WB), -WG / (2 - 2 * WB), 0.5],
  [0.5, -WG / (2 - 2 * WR), -WB / (2 - 2 * WR)],
];

/** Step (8-bit levels) for frequencies that subsampling discarded: almost unmeasured. */
const DISCARDED_STEP = 4000;

/** One 8-bit level in [-1, 1] units. */
const LEVEL = 2 / 255;

/** Standard deviation of rounding to multiples of `step` 8-bit levels, in [-1, 1] units. */
export function roundingStd(step: number): number {
  return (step * LEVEL) / Math.sqrt(12);
}

/**
 * Rounding variance of Y, Cb and Cr at each index of the full-resolution 8x8 transform, at 3 * (v * 8 + u) + component.
 * A subsampled axis has half the indices, each measured by the coefficient of twice the index with twice the
 * variance (a mean of two); the others count as discarded. Throws RangeError for tables that aren't 64 positive steps.
 */
export function roundingVariances(tables: JpegTables): Float64Array {
  const { horizontal, vertical } = tables;
  const variances = new Float64Array(192);
  tables.quantisation.forEach((table, component) => {
    if (table.length !== 64 || !table.every((step) => step > 0 && step < Infinity)) {
      throw new RangeError('a JPEG quantisation table is not 64 positive steps');
    }
    const across = component === 0 ? 1 : horizontal;
    const down = component === 0 ? 1 : vertical;
    for (let v = 0; v < 8; v++) {
      for (let u = 0; u < 8; u++) {
        const kept = u * across < 8 && v * down < 8;
        const step = kept ? table[v * down * 8 + u * across] : DISCARDED_STEP;
        const factor = kept ? across * down : 1;
        variances[3 * (v * 8 + u) + component] = factor * roundingStd(step) ** 2;
      }
    }
  });
  return variances;
}

/** Sigma* of a JPEG at one noise level. */
export interface JpegSpectrum {
  readonly sigma: number;
  /**
   * The pivot's gain s^2 (s^2 I + D)^-1 per index, D the covariance of red, green and blue: M^-1 N M^-T, and n^2 I for
   * white noise. Symmetric: rr, rg, rb, gg, gb, bb; 6 * 64 numbers. Without white noise it is
   * (I/s^2 + M'N^-1 M)^-1 M'N^-1 M.
   */
  readonly gains: Float64Array;
  /** sqrt(u' S u) per index. */
  readonly lumaStd: Float64Array;
  /** Root mean squares over the 64 indices. */
  readonly luma: number;
  readonly chroma: number;
}

/** The gains and standard deviations at noise level `sigma` for rounding variances N plus white noise. */
export function jpegSpectrum(variances: Float64Array, sigma: number, white = 0): JpegSpectrum {
  const gains = inverseCovariance(variances, () => sigma ** 2 + white ** 2).map(
    (entry) => sigma ** 2 * entry,
  );
  const lumaStd = new Float64Array(64);
  const prior = 1 / sigma ** 2;
  let lumaSum = 0;
  let chromaSum = 0;
  for (let index = 0; index < 64; index++) {
    const [rr, rg, rb, gg, gb, bb] =
      white === 0
        ? posterior(precisionMatrix(variances, index), prior)
        : remaining(gains.subarray(6 * index), sigma);
    const [ur, ug, ub] = LUMA_UNIT;
    const luma = ur * (rr * ur + 2 * rg * ug) + ug * (gg * ug + 2 * gb * ub) + ub * (bb * ub + 2 * rb * ur);
    lumaStd[index] = Math.sqrt(luma);
    lumaSum += luma;
    chromaSum += (rr + gg + bb - luma) / 2;
  }
  return { sigma, gains, lumaStd, luma: Math.sqrt(lumaSum / 64), chroma: Math.sqrt(chromaSum / 64) };
}

/**
 * (D + a I)^-1 per index, D = M^-1 N M^-T the covariance of red, green and blue and a = `added(index)` above 0; six
 * entries each, as in JpegSpectrum.gains. It is computed as the equal M'(a M M' + N)^-1 M, because M'N^-1 M loses digits
 * where luma is measured ten thousand times better than discarded chroma.
 */
export function inverseCovariance(variances: Float64Array, added: (index: number) => number): Float64Array {
  const entries = new Float64Array(6 * 64);
  for (let index = 0; index < 64; index++) {
    entries.set(inverseCovarianceAt(variances, index, added(index)), 6 * index);
  }
  return entries;
}

/** A symmetric 3x3 matrix. */
export type Symmetric = readonly [rr: number, rg: number, rb: number, gg: number, gb: number, bb: number];

/** M' N^-1 M at one index. */
function precisionMatrix(variances: Float64Array, index: number): Symmetric {
  const entry = (i: number, j: number): number =>
    RGB_TO_YCBCR.reduce(
      (sum, row, component) => sum + (row[i] * row[j]) / variances[3 * index + component],
      0,
    );
  return [entry(0, 0), entry(0, 1), entry(0, 2), entry(1, 1), entry(1, 2), entry(2, 2)];
}

/** (I/s^2 + P)^-1. */
function posterior([rr, rg, rb, gg, gb, bb]: Symmetric, prior: number): Symmetric {
  return invert(rr + prior, rg, rb, gg + prior, gb, bb + prior);
}

/** s^2 (I - G), the noise that remains after a gain. */
function remaining([rr, rg, rb, gg, gb, bb]: Float64Array, sigma: number): Symmetric {
  const v = sigma ** 2;
  return [v * (1 - rr), -v * rg, -v * rb, v * (1 - gg), -v * gb, v * (1 - bb)];
}

function inverseCovarianceAt(variances: Float64Array, index: number, added: number): Symmetric {
  const m = RGB_TO_YCBCR;
  const entry = (i: number, j: number): number => {
    const overlap = m[i][0] * m[j][0] + m[i][1] * m[j][1] + m[i][2] * m[j][2];
    return added * overlap + (i === j ? variances[3 * index + i] : 0);
  };
  const [yy, yb, yr, bb, br, rr] = invert(
    entry(0, 0),
    entry(0, 1),
    entry(0, 2),
    entry(1, 1),
    entry(1, 2),
    entry(2, 2),
  );
  const inner = [
    [yy, yb, yr],
    [yb, bb, br],
    [yr, br, rr],
  ];
  const product = (i: number, j: number): number => {
    let sum = 0;
    for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) sum += m[a][i] * inner[a][b] * m[b][j];
    return sum;
  };
  return [product(0, 0), product(0, 1), product(0, 2), product(1, 1), product(1, 2), product(2, 2)];
}

/** Inverse of a symmetric positive definite 3x3 matrix by cofactors. */
export function invert(rr: number, rg: number, rb: number, gg: number, gb: number, bb: number): Symmetric {
  const crr = gg * bb - gb * gb;
  const crg = rb * gb - rg * bb;
  const crb = rg * gb - rb * gg;
  const det = rr * crr + rg * crg + rb * crb;
  return [
    crr / det,
    crg / det,
    crb / det,
    (rr * bb - rb * rb) / det,
    (rg * rb - rr * gb) / det,
    (rr * gg - rg * rg) / det,
  ];
}
