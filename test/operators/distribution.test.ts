import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../src-main/operators/model/forward-model';
import { LUMA_UNIT } from '../../src-main/operators/model/luma';
import { denseSystem } from './case';
import { cases } from './cases';
import { multiply } from './dense';
import { pivotErrors } from './laws';

const sigma = 0.6;
const DRAWS = 4000;

describe.each(cases().map((one) => [one.name, one] as const))('%s', (_name, one) => {
  // A JPEG's true std varies inside a block; its map is the root mean square, so all pixels are pooled.
  const draws = one.model.name === 'jpeg' ? 600 : DRAWS;

  test('given the picture, the pivot is the picture plus noise of covariance Sigma*', () => {
    const n = sizeOf(one.model.domain);
    const { precision } = denseSystem(one, sigma);
    const sum = new Float64Array(n);
    let chiSquare = 0;
    for (const error of pivotErrors(one, sigma, draws, 0.5)) {
      const whitened = multiply(precision, error, n);
      for (let i = 0; i < n; i++) {
        chiSquare += error[i] * whitened[i];
        sum[i] += error[i];
      }
    }
    expect(chiSquare / draws / n).toBeGreaterThan(1 - 5 * Math.sqrt(2 / draws / n));
    expect(chiSquare / draws / n).toBeLessThan(1 + 5 * Math.sqrt(2 / draws / n));
    // The mean error, whitened, is chi-square with n degrees of freedom.
    const whitened = multiply(precision, sum, n);
    const bias = sum.reduce((total, value, i) => total + value * whitened[i], 0) / draws;
    expect(bias).toBeLessThan(n + 5 * Math.sqrt(2 * n));
  });

  test('the two std maps are within 2 % of what is drawn, on measured and unmeasured pixels alike', () => {
    const pixels = sizeOf(one.model.domain) / 3;
    const std = one.model.std(sigma);
    const lumaOf = (pixel: number) => (typeof std.luma === 'number' ? std.luma : std.luma[pixel]);
    const chromaOf = (pixel: number) => (typeof std.chroma === 'number' ? std.chroma : std.chroma[pixel]);
    // Pixels of equal prediction are pooled: the estimate of a standard deviation from m draws is off by 1/sqrt(2 m).
    const groups = new Map<string, { luma: number; chroma: number; count: number; pixel: number }>();
    for (const error of pivotErrors(one, sigma, draws, 0.5)) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        const key = one.name.includes('map') ? 'all' : `${lumaOf(pixel)} ${chromaOf(pixel)}`;
        const group = groups.get(key) ?? { luma: 0, chroma: 0, count: 0, pixel };
        groups.set(key, group);
        const [r, g, b] = [error[pixel], error[pixel + pixels], error[pixel + 2 * pixels]];
        const along = (LUMA_UNIT[0] * r + LUMA_UNIT[1] * g + LUMA_UNIT[2] * b) ** 2;
        group.luma += along / lumaOf(pixel) ** 2;
        group.chroma += (r * r + g * g + b * b - along) / 2 / chromaOf(pixel) ** 2;
        group.count++;
      }
    }
    for (const group of groups.values()) {
      expect(Math.abs(Math.sqrt(group.luma / group.count) - 1)).toBeLessThan(0.02);
      expect(Math.abs(Math.sqrt(group.chroma / group.count) - 1)).toBeLessThan(0.02);
    }
  });
});
