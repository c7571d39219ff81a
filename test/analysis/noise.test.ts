import { describe, expect, it } from 'vitest';
import { estimateNoise } from '../../src-main/analysis/noise';
import { drawing, noisy, plane } from './support';

describe('the noise of a photo', () => {
  it.each([
    [1, 0.4],
    [3, 0.3],
    [7, 0.35],
    [15, 0.6],
    [30, 1.2],
  ])('of %d levels over edges, shades and texture is found within %d', (std, tolerance) => {
    const found = estimateNoise([noisy(drawing(480, 400), std)]);
    expect(Math.abs(found - std)).toBeLessThanOrEqual(tolerance);
  });

  it('is nearly zero in a photo without noise', () => {
    expect(estimateNoise([noisy(drawing(480, 400), 0)])).toBeLessThan(0.5);
    expect(estimateNoise([plane(200, 200, () => 90)])).toBe(0);
  });

  it('is measured in the picture, not in the black frame and the burnt sky around it', () => {
    const photo = noisy(drawing(480, 400), 10);
    const framed = plane(480, 400, (x, y) => {
      if (x < 120 || y > 330) return 0;
      return y < 60 ? 255 : photo.data[y * 480 + x];
    });
    expect(estimateNoise([framed])).toBeGreaterThan(9.3);
    expect(estimateNoise([framed])).toBeLessThan(10.7);
  });

  it('treats several areas as one picture', () => {
    const photo = drawing(480, 400);
    const areas = [noisy(photo, 8, 1), noisy(photo, 8, 2)];
    expect(Math.abs(estimateNoise(areas) - 8)).toBeLessThan(0.4);
  });

  it('is not measured in pictures smaller than a patch', () => {
    expect(estimateNoise([plane(5, 5, (x) => x)])).toBe(0);
    expect(estimateNoise([])).toBe(0);
  });
});
