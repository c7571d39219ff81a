import { beforeAll, describe, expect, it } from 'vitest';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { emptyPlane, type Plane } from '../../src-main/analysis/plane';
import { findStreak } from '../../src-main/analysis/streak';
import { motionPsf } from '../../src-main/operators/convolution/point-spread';
import type { Fft2Factory } from '../../src-main/operators/fourier/fft2';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { drawing, noisy, plane } from './support';

const sharp = drawing(520, 440);
const white = (level: number) => ({ level, correlation: 0 });
let fft: Fft2Factory;

beforeAll(async () => {
  fft = await loadPffft();
});

/** What the operator's own kernel makes of a plane, without the pixels near the border that it can't know. */
function streaked({ width, height, data }: Plane, length: number, angle: number): Plane {
  const psf = motionPsf(length, angle);
  const margin = (psf.width - 1) / 2;
  const made = emptyPlane(width - 2 * margin, height - 2 * margin);
  for (let y = 0; y < made.height; y++)
    for (let x = 0; x < made.width; x++) {
      let sum = 0;
      for (let row = 0; row < psf.height; row++)
        for (let column = 0; column < psf.width; column++) {
          const at = (y + 2 * margin - row) * width + x + 2 * margin - column;
          sum += psf.data[row * psf.width + column] * data[at];
        }
      made.data[y * made.width + x] = sum;
    }
  return made;
}

describe('the motion of a streaked photo', () => {
  it.each([
    { length: 5, angle: -20 },
    { length: 7, angle: 0 },
    { length: 9, angle: 30 },
    { length: 9, angle: -60 },
    { length: 15, angle: 75 },
    { length: 12, angle: 90 },
  ])('of $length pixels at $angle degrees is found as the operator means them', ({ length, angle }) => {
    const { isGaussian, streak } = findStreak([noisy(streaked(sharp, length, angle), 2)], white(2), fft);
    expect(isGaussian).toBe(false);
    expect(Math.abs((streak?.length ?? 0) - length)).toBeLessThan(0.15 * length);
    const turn = Math.abs((streak?.angle ?? 45) - angle) % 180;
    expect(Math.min(turn, 180 - turn)).toBeLessThan(6);
  });

  it.each([0, 1, 1.5, 2.5, 4])('is not found in a photo under a Gaussian of %d pixels', (std) => {
    const soft = std === 0 ? sharp : blurPlane(sharp, std);
    for (const level of [0, 6]) {
      const found = findStreak([noisy(soft, level)], white(level), fft);
      expect(found).toEqual({ isGaussian: true, streak: null });
    }
  });

  it('has no length where it is longer than any that can be measured', () => {
    expect(findStreak([noisy(streaked(sharp, 26, 20), 1)], white(1), fft).streak).toBeNull();
  });

  it('is unknown in an even wall and in a stamp, which stay what they were', () => {
    const wall = noisy(
      plane(300, 300, () => 90),
      3,
    );
    expect(findStreak([wall], white(3), fft)).toEqual({ isGaussian: true, streak: null });
    expect(findStreak([plane(60, 60, (x) => x)], white(0), fft)).toEqual({ isGaussian: true, streak: null });
  });
});
