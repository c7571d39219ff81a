import { beforeAll, describe, expect, it } from 'vitest';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { findStreak } from '../../src-main/analysis/streak';
import type { Fft2Factory } from '../../src-main/operators/fourier/fft2';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { streakedPlane } from './streaked-plane';
import { drawing, noisy, plane } from './support';

const sharp = drawing(520, 440);
const white = (level: number) => ({ level, correlation: 0 });
let fft: Fft2Factory;

beforeAll(async () => {
  fft = await loadPffft();
});

describe('the motion of a streaked photo', () => {
  it.each([
    { length: 5, angle: -20 },
    { length: 7, angle: 0 },
    { length: 9, angle: 30 },
    { length: 9, angle: -60 },
    { length: 15, angle: 75 },
    { length: 12, angle: 90 },
  ])('of $length pixels at $angle degrees is found as the operator means them', async ({ length, angle }) => {
    const { isGaussian, streak } = await findStreak(
      [noisy(streakedPlane(sharp, { length, angle }), 2)],
      white(2),
      fft,
    );
    expect(isGaussian).toBe(false);
    expect(Math.abs((streak?.length ?? 0) - length)).toBeLessThan(0.15 * length);
    const turn = Math.abs((streak?.angle ?? 45) - angle) % 180;
    expect(Math.min(turn, 180 - turn)).toBeLessThan(6);
  });

  it.each([0, 1, 1.5, 2.5, 4])('is not found in a photo under a Gaussian of %d pixels', async (std) => {
    const soft = std === 0 ? sharp : blurPlane(sharp, std);
    for (const level of [0, 6]) {
      const found = await findStreak([noisy(soft, level)], white(level), fft);
      expect(found).toEqual({ isGaussian: true, streak: null });
    }
  });

  it('has no length where it is longer than any that can be measured', async () => {
    const long = noisy(streakedPlane(sharp, { length: 26, angle: 20 }), 1);
    expect((await findStreak([long], white(1), fft)).streak).toBeNull();
  });

  it('is unknown in an even wall and in a stamp, which stay what they were', async () => {
    const wall = noisy(
      plane(300, 300, () => 90),
      3,
    );
    expect(await findStreak([wall], white(3), fft)).toEqual({ isGaussian: true, streak: null });
    const stamp = plane(60, 60, (x) => x);
    expect(await findStreak([stamp], white(0), fft)).toEqual({ isGaussian: true, streak: null });
  });

  it('is no longer looked for once the analysis is cancelled', async () => {
    const end = new AbortController();
    const found = findStreak([noisy(sharp, 2)], white(2), fft, end.signal);
    setImmediate(() => end.abort(new Error('closed')));
    await expect(found).rejects.toThrow('closed');
  });
});
