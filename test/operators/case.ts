import {
  type ForwardModel,
  type Real,
  type Shape,
  sizeOf,
} from '../../src-main/operators/model/forward-model';
import { cholesky, diagonal, inverse, multiply, solve, solveUpper, transpose } from './dense';
import { type Random, seeded } from './random';

/** An operator on a tiny picture with all that a dense solve needs: N^-1 as a matrix. */
export interface Case {
  readonly name: string;
  readonly model: ForwardModel;
  /** N^-1, range x range. */
  readonly noisePrecision: Float64Array;
  /** Noise level of a measured pixel of x, where it isn't that of y. */
  readonly noise?: number;
}

/** Three planes of this extent. */
export function colour(width: number, height: number): Shape {
  return { width, height, channels: 3 };
}

export function tinyMask(length: number, seed: number): Uint8Array {
  const random = seeded(seed);
  return Uint8Array.from({ length }, (_, i) => (i > 0 && random.uniform() < 0.5 ? 0 : 1));
}

/** An operator's case; its noise is white and of the operator's level unless another precision is given. */
export function caseOf(
  name: string,
  model: ForwardModel,
  noisePrecision = diagonal(new Float64Array(sizeOf(model.range)).fill(1 / model.sigmaY ** 2)),
): Case {
  return { name, model, noisePrecision };
}

/** Noise levels of 4 x 3 pixels. */
export function noiseMap(): Float64Array {
  const random = seeded(5);
  return Float64Array.from({ length: 12 }, () => 0.05 + 0.3 * random.uniform());
}

/** The precision of noise that has a level at each pixel. */
export function byPixel(map: Real): Float64Array {
  return diagonal([0, 1, 2].flatMap(() => Array.from(map, (noise) => 1 / noise ** 2)));
}

/** The matrix of A, range x domain, column by column through forward(). */
export function matrixOf(model: ForwardModel): Float64Array {
  const rows = sizeOf(model.range);
  const columns = sizeOf(model.domain);
  const out = new Float64Array(rows * columns);
  const unit = new Float64Array(columns);
  const column = new Float64Array(rows);
  for (let j = 0; j < columns; j++) {
    unit.fill(0);
    unit[j] = 1;
    model.forward(unit, column);
    for (let i = 0; i < rows; i++) out[i * columns + j] = column[i];
  }
  return out;
}

/** Sigma*^-1 = I/s^2 + A'N^-1 A, and A'N^-1. */
export function denseSystem(test: Case, sigma: number): { precision: Float64Array; backward: Float64Array } {
  const columns = sizeOf(test.model.domain);
  const rows = sizeOf(test.model.range);
  const a = matrixOf(test.model);
  const precision = diagonal(new Float64Array(columns).fill(1 / sigma ** 2));
  if (rows === 0) return { precision, backward: new Float64Array(0) };
  const backward = multiply(transpose(a, rows, columns), test.noisePrecision, rows);
  multiply(backward, a, rows).forEach((value, i) => {
    precision[i] += value;
  });
  return { precision, backward };
}

/** mu* by a dense solve. */
export function densePivot(test: Case, x: Real, y: Real, sigma: number): Float64Array {
  const { precision, backward } = denseSystem(test, sigma);
  const right = Float64Array.from(x, (value) => value / sigma ** 2);
  if (y.length > 0) {
    multiply(backward, Float64Array.from(y), y.length).forEach((value, i) => {
      right[i] += value;
    });
  }
  return solve(cholesky(precision, x.length), right);
}

/** Sigma* by a dense inverse. */
export function denseCovariance(test: Case, sigma: number): Float64Array {
  return inverse(denseSystem(test, sigma).precision, sizeOf(test.model.domain));
}

/** A measurement y = A x0 + noise of covariance N; `noiseFactor` is the Cholesky factor of N^-1. */
export function measure(test: Case, noiseFactor: Float64Array, x0: Real, random: Random): Float64Array {
  const y = new Float64Array(sizeOf(test.model.range));
  test.model.forward(x0, y);
  if (y.length === 0) return y;
  const noise = solveUpper(noiseFactor, random.normals(y.length));
  for (let i = 0; i < y.length; i++) y[i] += noise[i];
  return y;
}
