import { expect, test } from 'vitest';
import { standardTables } from '../../../src-main/contract/jpeg-tables';
import { jpeg } from '../../../src-main/operators/jpeg/model';
import type { Shape } from '../../../src-main/operators/model/forward-model';
import { seeded } from '../random';

const tables = standardTables(40, '4:2:0');
const sigma = 0.3;

/** The rectangle of a planar picture. */
function cut(
  data: Float64Array,
  from: Shape,
  x: number,
  y: number,
  width: number,
  height: number,
): Float64Array {
  const out = new Float64Array(width * height * from.channels);
  for (let i = 0; i < out.length; i++) {
    const channel = Math.floor(i / (width * height));
    const row = Math.floor(i / width) % height;
    out[i] = data[(channel * from.height + y + row) * from.width + x + (i % width)];
  }
  return out;
}

const whole: Shape = { width: 32, height: 24, channels: 3 };
const random = seeded(8);
const x = random.normals(32 * 24 * 3);
const y = random.normals(32 * 24 * 3);
const pivot = new Float64Array(x.length);
jpeg({ shape: whole, tables }).observe(y).pivot(x, sigma, pivot);

test('a region that starts inside a block gives whole blocks the same pivot as the photo does', () => {
  const part: Shape = { width: 27, height: 19, channels: 3 };
  const model = jpeg({ shape: part, tables, gridOffset: { x: 16 + 3, y: 5 } });
  const out = new Float64Array(part.width * part.height * 3);
  model.observe(cut(y, whole, 3, 5, 27, 19)).pivot(cut(x, whole, 3, 5, 27, 19), sigma, out);
  // The whole blocks inside the region begin at (8, 8) of the photo.
  const inside = cut(out, part, 5, 3, 16, 16);
  const expected = cut(pivot, whole, 8, 8, 16, 16);
  for (let i = 0; i < inside.length; i++) expect(inside[i]).toBeCloseTo(expected[i], 12);
});

test('blocks cut by the edge are filled too, and may be written in place', () => {
  const part: Shape = { width: 13, height: 11, channels: 3 };
  const model = jpeg({ shape: part, tables, gridOffset: { x: 2, y: 7 } });
  const start = cut(x, whole, 0, 0, 13, 11);
  const observation = model.observe(start.map((value) => value + 0.5));
  const out = new Float64Array(start.length);
  observation.pivot(start, sigma, out);
  // A constant residual has only a mean, so every pixel of a plane moves alike, whether its block is whole or cut.
  for (let i = 0; i < out.length; i++) {
    const first = Math.floor(i / (13 * 11)) * 13 * 11;
    expect(out[first] - start[first]).toBeGreaterThan(0.3);
    expect(out[i] - start[i]).toBeCloseTo(out[first] - start[first], 10);
  }
  observation.pivot(start, sigma, start);
  expect(start).toEqual(out);
});

test('a coarser table leaves more noise, and subsampling leaves colour almost unmeasured', () => {
  const at = (quality: number, subsampling: '4:4:4' | '4:2:0') =>
    jpeg({ shape: whole, tables: standardTables(quality, subsampling) }).std(1);
  expect(Number(at(20, '4:4:4').luma)).toBeGreaterThan(Number(at(80, '4:4:4').luma));
  expect(Number(at(80, '4:2:0').chroma)).toBeGreaterThan(2 * Number(at(80, '4:4:4').chroma));
  expect(Number(at(80, '4:2:0').chroma)).toBeLessThan(1);
});

test('the anchor is the decoded file itself', () => {
  const out = new Float64Array(y.length);
  jpeg({ shape: whole, tables }).observe(y).anchor(out);
  expect(out).toEqual(y);
});

test('the nominal noise is that of rounding the mean of luma', () => {
  expect(jpeg({ shape: whole, tables }).sigmaY).toBeCloseTo(
    (tables.quantisation[0][0] * 2) / 255 / Math.sqrt(12),
    12,
  );
});

test('tables that no encoder writes and offsets between pixels are refused', () => {
  const zero = Array.from({ length: 64 }, () => 0);
  const broken = { ...tables, quantisation: [zero, zero, zero] as const };
  expect(() => jpeg({ shape: whole, tables: broken })).toThrow(RangeError);
  expect(() => jpeg({ shape: whole, tables, gridOffset: { x: 0.5, y: 0 } })).toThrow(RangeError);
});
