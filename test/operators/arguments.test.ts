import { describe, expect, test } from 'vitest';
import { luminance } from '../../src-main/operators/colorize/model';
import { identity } from '../../src-main/operators/denoise/model';
import { mask } from '../../src-main/operators/inpaint/model';
import { blockMean } from '../../src-main/operators/upscale/model';
import { unmeasured } from './unmeasured';

const shape = { width: 4, height: 2, channels: 3 };
const measured = Uint8Array.of(1, 1, 0, 1, 0, 1, 1, 1);

describe('operators refuse invalid arguments', () => {
  test.each([0, -1, Number.NaN, Infinity])('a noise level of %f', (noise) => {
    expect(() => identity({ shape, noise })).toThrow(RangeError);
    expect(() => mask({ shape, measured, sigmaY: noise })).toThrow(RangeError);
    expect(() => luminance({ shape, sigmaY: noise })).toThrow(RangeError);
    expect(() => blockMean({ shape, factor: 2, sigmaY: noise })).toThrow(RangeError);
  });

  test('maps and masks of another size, and mask entries other than 0 and 1', () => {
    expect(() => identity({ shape, noise: new Float32Array(7).fill(1) })).toThrow('7 noise levels for 4x2');
    expect(() => identity({ shape, noise: new Float32Array(8) })).toThrow('not positive');
    expect(() => mask({ shape, measured: new Uint8Array(9), sigmaY: 1 })).toThrow('9 mask entries for 4x2');
    expect(() => mask({ shape, measured: measured.map((m) => 255 * m), sigmaY: 1 })).toThrow(
      'neither 0 nor 1',
    );
    expect(() => luminance({ shape, sigmaY: 1, measured: new Uint8Array(1) })).toThrow(RangeError);
  });

  test('block sides other than 2 to 8, and pictures they do not divide', () => {
    for (const factor of [1, 2.5, 9]) {
      const large = { width: 72, height: 72, channels: 3 };
      expect(() => blockMean({ shape: large, factor, sigmaY: 1 })).toThrow(RangeError);
    }
    expect(() => blockMean({ shape, factor: 4, sigmaY: 1 })).toThrow('4x2 is not a multiple of 4');
  });

  test('pictures of other than three planes', () => {
    expect(() => unmeasured({ shape: { ...shape, channels: 4 } })).toThrow(RangeError);
    expect(() => unmeasured({ shape: { ...shape, width: 0 } })).toThrow(RangeError);
  });
});

describe("the nominal noise in the network's input", () => {
  const map = Float32Array.of(0.1, 0.1, 0.7, 0.1, 0.7, 0.1, 0.1, 0.1);

  test("is the map's root mean square over measured pixels", () => {
    expect(identity({ shape, noise: map }).sigmaY).toBeCloseTo(Math.sqrt((6 * 0.01 + 2 * 0.49) / 8), 6);
    expect(mask({ shape, measured, sigmaY: map }).sigmaY).toBeCloseTo(0.1, 6);
  });

  test("can be given, so that a tile has its photo's", () => {
    const tile = mask({ shape, measured, sigmaY: map, nominal: 0.25 });
    expect(tile.sigmaY).toBe(0.25);
    expect(tile.geometry(0.7)).toEqual(identity({ shape, noise: 0.25 }).geometry(0.7));
    expect(identity({ shape, noise: map, nominal: 0.25 }).sigmaY).toBe(0.25);
  });
});

test('a factor the contract has no flag for shows only in the noise of its means', () => {
  const geometry = blockMean({
    shape: { width: 5, height: 5, channels: 3 },
    factor: 5,
    sigmaY: 0.1,
  }).geometry(1);
  expect([...geometry.subarray(2, 5)]).toEqual([0, 0, 0]);
  expect(geometry[5]).toBeCloseTo(Math.log((1 + 1 / 0.25) ** -0.5) / 4, 6);
});

test('an inpainting pivot leaves missing pixels unchanged, whatever the measurement contains there', () => {
  const x = Float32Array.from({ length: 24 }, (_, i) => i / 24);
  const out = new Float32Array(24);
  mask({ shape, measured, sigmaY: 0.1 })
    .observe(x.map(() => 1e6))
    .pivot(x, 0.7, out);
  for (let i = 0; i < 24; i++) expect(out[i] === x[i]).toBe(measured[i % 8] === 0);
});
