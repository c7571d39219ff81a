import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  gaussianPsf,
  kernelPsf,
  motionPsf,
  type PointSpreadFunction,
  transferFunction,
} from '../../../src-main/operators/convolution/point-spread';
import { transferPowerGrid } from '../../../src-main/operators/convolution/transfer-grid';
import { evenly } from '../../evenly';

/** First and second moments about the middle. */
function moments(psf: PointSpreadFunction): Record<'sum' | 'x' | 'y' | 'xx' | 'yy' | 'xy', number> {
  const out = { sum: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (let row = 0; row < psf.height; row++) {
    for (let column = 0; column < psf.width; column++) {
      const value = psf.data[row * psf.width + column];
      const x = column - (psf.width - 1) / 2;
      const y = row - (psf.height - 1) / 2;
      out.sum += value;
      out.x += value * x;
      out.y += value * y;
      out.xx += value * x * x;
      out.yy += value * y * y;
      out.xy += value * x * y;
    }
  }
  return out;
}

test.each([0.3, 1, 2.5, 7])(
  'a Gaussian of %f pixels has that standard deviation and reaches 4 of them',
  (std) => {
    const psf = gaussianPsf(std);
    expect(psf.width).toBe(2 * Math.ceil(4 * std) + 1);
    expect(psf.height).toBe(psf.width);
    const { sum, x, y, xx, yy } = moments(psf);
    expect(sum).toBeCloseTo(1, 12);
    expect(x).toBeCloseTo(0, 12);
    expect(y).toBeCloseTo(0, 12);
    expect(xx).toBeCloseTo(yy, 12);
    // Below half a pixel a sampled Gaussian is narrower than the continuous one.
    if (std >= 1) expect(Math.abs(Math.sqrt(xx) / std - 1)).toBeLessThan(2e-3);
  },
);

test('motion along a row is a row, along a column a column, and of one pixel nothing at all', () => {
  const across = motionPsf(3, 0);
  expect([across.width, across.height]).toEqual([3, 3]);
  // 13 points from -1 to 1 in steps of 1/6, each shared between two samples.
  const side = (1 + 5 / 6 + 4 / 6 + 3 / 6 + 2 / 6 + 1 / 6) / 13;
  for (const [i, value] of [0, 0, 0, side, 1 - 2 * side, side, 0, 0, 0].entries()) {
    expect(across.data[i]).toBeCloseTo(value, 12);
  }
  const down = motionPsf(3, 90);
  for (const [i, value] of [0, side, 0, 0, 1 - 2 * side, 0, 0, side, 0].entries()) {
    expect(down.data[i]).toBeCloseTo(value, 12);
  }
  expect(Array.from(motionPsf(1, 30).data)).toEqual([1]);
});

test('motion at a positive angle goes down to the right, as clockwise looks on a screen', () => {
  expect(moments(motionPsf(9, 30)).xy).toBeGreaterThan(1);
  expect(moments(motionPsf(9, -30)).xy).toBeLessThan(-1);
});

test('motion has sum 1, its middle in the middle, and stays inside its array', () => {
  fc.assert(
    fc.property(evenly(1, 60), evenly(-720, 720), (length, angle) => {
      const psf = motionPsf(length, angle);
      const { sum, x, y } = moments(psf);
      expect(psf.width).toBe(2 * Math.ceil((length - 1) / 2) + 1);
      expect(sum).toBeCloseTo(1, 10);
      expect(x).toBeCloseTo(0, 10);
      expect(y).toBeCloseTo(0, 10);
      expect(psf.data.every((value) => value >= 0)).toBe(true);
    }),
  );
});

test('the transfer function is 1 at rest, the mean phase of a shifted point, and real for a symmetric kernel', () => {
  expect(transferFunction(gaussianPsf(1), 0, 0).re).toBeCloseTo(1, 12);
  const { re, im } = transferFunction(gaussianPsf(2), 0.1, -0.05);
  expect(re).toBeCloseTo(Math.exp(-2 * (Math.PI * 2) ** 2 * (0.1 ** 2 + 0.05 ** 2)), 3);
  expect(im).toBeCloseTo(0, 12);
  // A point one to the right and none down: exp(-2 pi i fx).
  const shifted = transferFunction(kernelPsf(3, 1, [0, 0, 5]), 0.1, 0.3);
  expect(shifted.re).toBeCloseTo(Math.cos(0.2 * Math.PI), 12);
  expect(shifted.im).toBeCloseTo(-Math.sin(0.2 * Math.PI), 12);
});

test('the grid of |K|^2 is the transfer function at its frequencies, whatever its sides', () => {
  const psf = kernelPsf(5, 3, [1, 0, 2, 3, 1, 0, 4, 1, 1, 0, 2, 2, 0, 0, 7]);
  for (const [width, height] of [
    [4, 6],
    [9, 2],
    [1, 1],
  ] as const) {
    const grid = transferPowerGrid(psf, width, height);
    for (let j = 0; j < height; j++) {
      for (let i = 0; i < width; i++) {
        const { re, im } = transferFunction(psf, i / width, j / height);
        expect(grid[j * width + i]).toBeCloseTo(re * re + im * im, 12);
      }
    }
  }
});

test('an invalid kernel is refused', () => {
  expect(() => kernelPsf(2, 3, [1, 1, 1, 1, 1, 1])).toThrow(/odd/);
  expect(() => kernelPsf(3, 1, [1, 1])).toThrow(RangeError);
  expect(() => kernelPsf(3, 1, [1, -1, 1])).toThrow(RangeError);
  expect(() => kernelPsf(3, 1, [1, Number.NaN, 1])).toThrow(RangeError);
  expect(() => kernelPsf(3, 1, [0, 0, 0])).toThrow(/zero/);
  expect(() => gaussianPsf(0)).toThrow(RangeError);
  expect(() => gaussianPsf(Number.NaN)).toThrow(RangeError);
  expect(() => motionPsf(0.5, 0)).toThrow(RangeError);
  expect(() => motionPsf(5, Number.POSITIVE_INFINITY)).toThrow(RangeError);
});
