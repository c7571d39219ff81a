import { type JpegTables, standardTables } from '../../src-main/contract/jpeg-tables';
import { luminance } from '../../src-main/operators/colorize/model';
import { identity } from '../../src-main/operators/denoise/model';
import { mask } from '../../src-main/operators/inpaint/model';
import { jpeg } from '../../src-main/operators/jpeg/model';
import {
  type ForwardModel,
  type Real,
  type Shape,
  sizeOf,
} from '../../src-main/operators/model/forward-model';
import { blockMean } from '../../src-main/operators/upscale/model';
import { cholesky, diagonal, inverse, multiply, solve, solveUpper, transpose } from './dense';
import { type Random, seeded } from './random';
import { unmeasured } from './unmeasured';

/** An operator on a tiny picture with all that a dense solve needs: N^-1 as a matrix. */
export interface Case {
  readonly name: string;
  readonly model: ForwardModel;
  /** N^-1, range x range. */
  readonly noisePrecision: Float64Array;
}

function shape(width: number, height: number): Shape {
  return { width, height, channels: 3 };
}

function white(model: ForwardModel, sigmaY: number): Float64Array {
  return diagonal(new Float64Array(sizeOf(model.range)).fill(1 / sigmaY ** 2));
}

function byPixel(map: Real): Float64Array {
  return diagonal([0, 1, 2].flatMap(() => Array.from(map, (noise) => 1 / noise ** 2)));
}

export function tinyMask(length: number, seed: number): Uint8Array {
  const random = seeded(seed);
  return Uint8Array.from({ length }, (_, i) => (i > 0 && random.uniform() < 0.5 ? 0 : 1));
}

/** Entry (f, i) of the orthonormal 8-point DCT-II, straight from its definition. */
export function dctEntry(frequency: number, sample: number): number {
  const norm = frequency === 0 ? Math.sqrt(1 / 8) : Math.sqrt(2 / 8);
  return norm * Math.cos(((2 * sample + 1) * frequency * Math.PI) / 16);
}

/** N^-1 of one 8x8 block, 192 x 192: C' M' diag(1/variance) M C, with the rule of models/training/README.md for subsampled chroma. */
export function jpegPrecision(tables: JpegTables): Float64Array {
  const toYcbcr = [
    [0.299, 0.587, 0.114],
    [-0.299 / 1.772, -0.587 / 1.772, 0.886 / 1.772],
    [0.701 / 1.402, -0.587 / 1.402, -0.114 / 1.402],
  ];
  const rows = new Float64Array(192 * 192);
  for (let component = 0; component < 3; component++) {
    for (let index = 0; index < 64; index++) {
      const v = index >> 3;
      const u = index & 7;
      const [h, d] = component === 0 ? [1, 1] : [tables.horizontal, tables.vertical];
      const kept = u * h < 8 && v * d < 8;
      const step = kept ? Math.sqrt(h * d) * tables.quantisation[component][v * d * 8 + u * h] : 4000;
      const std = (step * 2) / 255 / Math.sqrt(12);
      for (let channel = 0; channel < 3; channel++) {
        for (let pixel = 0; pixel < 64; pixel++) {
          rows[(component * 64 + index) * 192 + channel * 64 + pixel] =
            (toYcbcr[component][channel] * dctEntry(v, pixel >> 3) * dctEntry(u, pixel & 7)) / std;
        }
      }
    }
  }
  return multiply(transpose(rows, 192, 192), rows, 192);
}

/** Every operator with a pixelwise or blockwise closed form. */
export function cases(): Case[] {
  const random = seeded(5);
  const map = Float64Array.from({ length: 12 }, () => 0.05 + 0.3 * random.uniform());
  const holes = tinyMask(12, 9);
  const of = (name: string, model: ForwardModel, noisePrecision = white(model, model.sigmaY)): Case => ({
    name,
    model,
    noisePrecision,
  });
  const jpegCase = (subsampling: '4:4:4' | '4:2:0' | '4:2:2' | '4:4:0', quality: number): Case => {
    const tables = standardTables(quality, subsampling);
    return of(`jpeg ${subsampling}`, jpeg({ shape: shape(8, 8), tables }), jpegPrecision(tables));
  };
  return [
    of('identity', identity({ shape: shape(4, 3), noise: 0.2 })),
    of('identity with a map', identity({ shape: shape(4, 3), noise: map }), byPixel(map)),
    of('mask', mask({ shape: shape(4, 3), measured: holes, sigmaY: 0.05 })),
    of('mask with a map', mask({ shape: shape(4, 3), measured: holes, sigmaY: map }), byPixel(map)),
    ...[2, 3, 4, 5].map((factor) =>
      of(`block mean by ${factor}`, blockMean({ shape: shape(2 * factor, factor), factor, sigmaY: 0.05 })),
    ),
    of('luminance', luminance({ shape: shape(4, 3), sigmaY: 0.02 })),
    of('luminance with a mask', luminance({ shape: shape(4, 3), sigmaY: 0.02, measured: holes })),
    of('unmeasured', unmeasured({ shape: shape(4, 3) })),
    jpegCase('4:4:4', 30),
    jpegCase('4:2:0', 50),
    jpegCase('4:2:2', 80),
    jpegCase('4:4:0', 10),
  ];
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
