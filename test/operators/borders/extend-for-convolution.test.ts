import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extendForConvolution } from '../../../src-main/operators/borders/extend-for-convolution';
import { convolution } from '../../../src-main/operators/convolution/convolution';
import { gaussianPsf, kernelPsf, motionPsf } from '../../../src-main/operators/convolution/point-spread';
import { isFastLength } from '../../../src-main/operators/fourier/fast-length';
import { loadPffft } from '../../../src-main/operators/fourier/pffft';
import { evenly } from '../../evenly';
import { seeded } from '../random';
import { cropExtended } from './crop-extended';

const sides = fc.integer({ min: 1, max: 150 });
const stds = evenly(0.3, 6);

test("the photo comes back sample for sample, at offsets on the network's grid, in a size with a fast transform", () => {
  fc.assert(
    fc.property(sides, sides, stds, (width, height, std) => {
      const shape = { width, height, channels: 2 };
      const y = Float32Array.from(seeded(width).normals(width * height * 2));
      const psf = gaussianPsf(std);
      const extended = extendForConvolution(y, shape, psf);
      expect(cropExtended(extended, extended.data, width, height)).toEqual(y);
      const margin = Math.ceil(4 * std) + 32;
      expect(extended.offsetX % 16).toBe(0);
      expect(extended.offsetY % 16).toBe(0);
      expect(extended.offsetX).toBeGreaterThanOrEqual(margin);
      expect(extended.offsetY).toBeGreaterThanOrEqual(margin);
      expect(extended.shape.width - width - extended.offsetX).toBeGreaterThanOrEqual(margin);
      expect(extended.shape.height - height - extended.offsetY).toBeGreaterThanOrEqual(margin);
      expect(isFastLength(extended.shape.width, 32)).toBe(true);
      expect(isFastLength(extended.shape.height, 16)).toBe(true);
      expect(extended.shape.channels).toBe(2);
    }),
    { numRuns: 40 },
  );
});

test('the margin holds values of the photo and mixtures of them, never more nor less', () => {
  fc.assert(
    fc.property(sides, sides, (width, height) => {
      const y = seeded(height).normals(width * height);
      const { data } = extendForConvolution(y, { width, height, channels: 1 }, gaussianPsf(1));
      const [least, most] = [Math.min(...y), Math.max(...y)];
      expect(data.every((value) => value >= least - 1e-12 && value <= most + 1e-12)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test('within the reach of the kernel the margin is a mirror image', () => {
  const [width, height] = [90, 50];
  const y = seeded(1).normals(width * height);
  const extended = extendForConvolution(y, { width, height, channels: 1 }, motionPsf(21, 0));
  const at = (x: number, row: number): number =>
    extended.data[(extended.offsetY + row) * extended.shape.width + extended.offsetX + x];
  for (let i = 0; i < 10; i++) {
    for (const row of [0, 17, 49]) {
      expect(at(-1 - i, row)).toBe(at(i, row));
      expect(at(width + i, row)).toBe(at(width - 1 - i, row));
    }
    expect(at(5, -1 - i)).toBe(at(5, i));
    expect(at(5, height + i)).toBe(at(5, height - 1 - i));
  }
});

test('there is no step anywhere around the circle', () => {
  // A ramp: the worst case for a picture that wraps around, 0 meeting 1.
  const [width, height] = [128, 96];
  const y = Float64Array.from({ length: width * height }, (_, i) => (i % width) / (width - 1));
  const { data, shape } = extendForConvolution(y, { width, height, channels: 1 }, gaussianPsf(2));
  let steepest = 0;
  for (let i = 0; i < shape.width * shape.height; i++) {
    const right = i % shape.width === shape.width - 1 ? i + 1 - shape.width : i + 1;
    const below = (i + shape.width) % (shape.width * shape.height);
    steepest = Math.max(steepest, Math.abs(data[right] - data[i]), Math.abs(data[below] - data[i]));
  }
  expect(steepest).toBeLessThan(0.04);
});

test('deblurring a photo through it leaves no ringing from the far edge', async () => {
  const fft = await loadPffft();
  const psf = gaussianPsf(2);
  const [width, height] = [160, 128];
  // Bright on the left, dark on the right: wrapped around without a margin, either edge would ring.
  const blurred = Float32Array.from(
    { length: width * height },
    (_, i) => 0.8 * Math.cos((Math.PI * (i % width)) / width),
  );
  const shape = { width, height, channels: 1 };
  const errorOf = (pivot: Float32Array | Float64Array): number => {
    let worst = 0;
    for (let i = 0; i < pivot.length; i++) worst = Math.max(worst, Math.abs(pivot[i] - blurred[i]));
    return worst;
  };
  const bare = new Float32Array(blurred.length);
  convolution({ shape, psf, sigmaY: 0.01, fft }).observe(blurred).anchor(bare);

  const extended = extendForConvolution(blurred, shape, psf);
  const anchor = new Float32Array(extended.data.length);
  convolution({ shape: extended.shape, psf, sigmaY: 0.01, fft }).observe(extended.data).anchor(anchor);
  const restored = cropExtended(extended, anchor, width, height);
  // Blurring so slow a cosine hardly changes it, so there is hardly anything to restore.
  expect(errorOf(bare)).toBeGreaterThan(0.3);
  expect(errorOf(restored)).toBeLessThan(0.02);
});

test('the sides also fit an operator that decimates', () => {
  const y = new Float32Array(70 * 50);
  const shape = { width: 70, height: 50, channels: 1 };
  const extended = extendForConvolution(y, shape, kernelPsf(1, 1, [1]), { width: 96, height: 48 });
  expect(extended.shape.width % 96).toBe(0);
  expect(extended.shape.height % 48).toBe(0);
  expect(() => extendForConvolution(y.subarray(1), shape, gaussianPsf(1))).toThrow(RangeError);
});
