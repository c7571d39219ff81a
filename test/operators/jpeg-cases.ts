import { type JpegTables, standardTables } from '../../src-main/contract/jpeg-tables';
import { LUMA_WEIGHTS } from '../../src-main/contract/luma';
import { jpeg } from '../../src-main/operators/jpeg/model';
import { reducedJpeg } from '../../src-main/operators/jpeg/reduced';
import { type ForwardModel, type Shape, sizeOf } from '../../src-main/operators/model/forward-model';
import { type Case, tinyMask } from './case';
import { inverse } from './dense';
import { jpegPrecision } from './jpeg/precision';

interface File {
  /** The shape of the file's picture. */
  readonly shape: Shape;
  readonly tables: JpegTables;
  readonly gridOffset?: { readonly x: number; readonly y: number };
  readonly noise?: number;
  readonly measured?: Uint8Array;
}

/** The covariance of a file's measurement, straight from the definition: a block's rounding, and white noise. */
export function roundingCovarianceOf({ shape, tables, gridOffset, noise = 0 }: File): Float64Array {
  const block = inverse(jpegPrecision(tables), 192);
  const { width, height, channels } = shape;
  const n = sizeOf(shape);
  const plane = width * height;
  const [left, top] = [gridOffset?.x ?? 0, gridOffset?.y ?? 0];
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [a, b] = [i % plane, j % plane].map((pixel) => {
        const [x, y] = [(pixel % width) + left, Math.floor(pixel / width) + top];
        return { block: Math.floor(y / 8) * 1000 + Math.floor(x / 8), place: (y % 8) * 8 + (x % 8) };
      });
      if (a.block !== b.block) continue;
      const between = (p: number, q: number) => block[(64 * p + a.place) * 192 + 64 * q + b.place];
      let value = 0;
      if (channels === 3) value = between(Math.floor(i / plane), Math.floor(j / plane));
      else
        for (let p = 0; p < 3; p++)
          for (let q = 0; q < 3; q++) value += LUMA_WEIGHTS[p] * LUMA_WEIGHTS[q] * between(p, q);
      out[i * n + j] = value + (i === j ? noise ** 2 : 0);
    }
  }
  return out;
}

/** The inverse of the measured part; the hidden part doesn't affect it and gets 1. */
export function measuredPrecision(covariance: Float64Array, measured: Uint8Array | undefined): Float64Array {
  const n = Math.sqrt(covariance.length);
  const hidden = (i: number) => measured !== undefined && measured[i % measured.length] === 0;
  const part = covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    if (hidden(i) || hidden(j)) return i === j ? 1 : 0;
    return value;
  });
  return inverse(part, n);
}

const square: Shape = { width: 8, height: 8, channels: 3 };
/** Four blocks, all of them cut. */
const ragged: Shape = { width: 11, height: 9, channels: 3 };
const place = { x: 19, y: 4 };

/** Hides every pixel left of `column`: what a scratch's edge does. */
function leftOf(column: number): Uint8Array {
  return Uint8Array.from({ length: 64 }, (_, i) => (i % 8 < column ? 0 : 1));
}

/** JPEGs seen through masks, after noise, and of reduced pictures: all that has a closed form block by block. */
export function roundedCases(): Case[] {
  const of = (name: string, model: ForwardModel, file: File): Case => ({
    name,
    model,
    noisePrecision: measuredPrecision(roundingCovarianceOf(file), file.measured),
  });
  const plain = (name: string, file: File) => of(name, jpeg(file), file);
  const reduced = (name: string, factor: number, grey: boolean, rest: Omit<File, 'shape'>): Case => {
    const shape = { width: 8 * factor, height: 8 * factor, channels: 3 };
    return of(name, reducedJpeg({ shape, factor, grey, ...rest }), {
      ...rest,
      shape: { ...square, channels: grey ? 1 : 3 },
    });
  };
  const [coarse, colour] = [standardTables(20, '4:2:0'), standardTables(60, '4:4:4')];
  const half = tinyMask(64, 3);
  return [
    plain('a block with half its pixels hidden', { shape: square, tables: coarse, measured: half }),
    plain('a block with one column hidden', { shape: square, tables: coarse, measured: leftOf(1) }),
    plain('a block with one column left', { shape: square, tables: colour, measured: leftOf(7) }),
    plain('cut blocks with holes', {
      shape: ragged,
      tables: coarse,
      gridOffset: place,
      measured: tinyMask(99, 6),
    }),
    plain('a noisy picture', { shape: square, tables: colour, noise: 0.1 }),
    plain('a noisy picture with holes', { shape: square, tables: coarse, noise: 0.1, measured: half }),
    reduced('means of 2 x 2', 2, false, { tables: colour }),
    reduced('means of 2 x 2 with holes', 2, false, { tables: coarse, measured: half }),
    reduced('a luminance', 1, true, { tables: coarse }),
    reduced('a noisy luminance with holes', 1, true, { tables: coarse, noise: 0.05, measured: half }),
    reduced('the luminance of means with holes', 2, true, { tables: coarse, measured: leftOf(3) }),
  ];
}
