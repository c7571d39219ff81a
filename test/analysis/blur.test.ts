import { describe, expect, it } from 'vitest';
import { estimateBlur } from '../../src-main/analysis/blur';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { drawing, noisy, plane } from './support';

const sharp = drawing(480, 400);
const white = (level: number) => ({ level, correlation: 0 });

describe('the blur of a photo', () => {
  it('is not found in a sharp photo, with or without noise', () => {
    expect(estimateBlur([noisy(sharp, 0)], white(0))).toBeNull();
    expect(estimateBlur([noisy(sharp, 10)], white(10))).toBeNull();
  });

  it('is not found where a photo is hardly softer than others, because sharp ones read as much', () => {
    const soft = blurPlane(sharp, 0.55);
    expect(estimateBlur([noisy(soft, 0)], white(0))).toBeNull();
    expect(estimateBlur([noisy(soft, 8)], white(8))).toBeNull();
  });

  it.each([1.5, 2, 3, 4])('of %d pixels is found within 40 %', (std) => {
    const found = estimateBlur([noisy(blurPlane(sharp, std), 0)], white(0));
    expect(found).toBeGreaterThan(std / 1.4);
    expect(found).toBeLessThan(std * 1.4);
  });

  it.each([2, 4])('of %d pixels is found within 40 % under noise, which has its own gradients', (std) => {
    const found = estimateBlur([noisy(blurPlane(sharp, std), 8)], white(8));
    expect(found).toBeGreaterThan(std / 1.4);
    expect(found).toBeLessThan(std * 1.4);
  });

  it('is unknown for an even wall and for a stamp', () => {
    expect(estimateBlur([plane(200, 200, () => 90)], white(0))).toBeNull();
    expect(estimateBlur([plane(20, 20, (x) => x * 9)], white(0))).toBeNull();
  });
});

it('a Gaussian keeps the mean and spreads a point by its variance', () => {
  const point = plane(41, 41, (x, y) => (x === 20 && y === 20 ? 1 : 0));
  const { data } = blurPlane(point, 2);
  let [sum, variance] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    sum += data[i];
    variance += data[i] * ((i % 41) - 20) ** 2;
  }
  expect(sum).toBeCloseTo(1, 5);
  expect(variance).toBeCloseTo(4, 1);
});
