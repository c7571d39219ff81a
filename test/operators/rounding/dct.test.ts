import { expect, test } from 'vitest';
import { DCT_SCALE, forward8x8, inverse8x8 } from '../../../src-main/operators/rounding/dct';
import { dctEntry } from '../jpeg/precision';
import { seeded } from '../random';

const pixels = seeded(3).normals(64);

function definition(v: number, u: number): number {
  let sum = 0;
  for (let i = 0; i < 64; i++) sum += dctEntry(v, i >> 3) * dctEntry(u, i & 7) * pixels[i];
  return sum;
}

test('the forward transform is the orthonormal one but for its known scale', () => {
  const block = Float64Array.from([...new Float64Array(64), ...pixels]);
  forward8x8(block, 64);
  for (let index = 0; index < 64; index++) {
    expect(block[index]).toBe(0);
    expect(block[64 + index] / (8 * DCT_SCALE[index])).toBeCloseTo(definition(index >> 3, index & 7), 12);
  }
});

test('the inverse transform takes scaled orthonormal coefficients back to pixels', () => {
  const block = Float64Array.from(DCT_SCALE, (scale, i) => (scale / 8) * definition(i >> 3, i & 7));
  inverse8x8(block, 0);
  for (let i = 0; i < 64; i++) expect(block[i]).toBeCloseTo(pixels[i], 12);
});

test('one after the other they multiply by 64', () => {
  const block = Float64Array.from(pixels);
  forward8x8(block, 0);
  inverse8x8(block, 0);
  for (let i = 0; i < 64; i++) expect(block[i] / 64).toBeCloseTo(pixels[i], 12);
});
