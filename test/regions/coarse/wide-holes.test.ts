import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsFromFirst } from '../../../src-main/regions/coarse/first-answer';
import { hasWideHole } from '../../../src-main/regions/coarse/wide-holes';
import { evenly } from '../../evenly';
import { rawFiles } from '../../imaging/raw-files';

const files = rawFiles();

async function isWide(mask: Uint8Array, width: number, radius: number): Promise<boolean> {
  return hasWideHole(await files.open(await files.store(mask, width, 1)), radius);
}

/** A mask that is damaged within `radius` of a segment. */
function stroke(
  width: number,
  height: number,
  [x0, y0, x1, y1]: readonly number[],
  radius: number,
): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) - x0, Math.floor(i / width) - y0];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const along = Math.min(1, Math.max(0, (x * dx + y * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - along * dx, y - along * dy) <= radius ? 255 : 0;
  });
}

describe('a hole', () => {
  it('is wide where some damaged pixel is farther from all undamaged ones than the radius', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        evenly(1, 6),
        fc.integer({ min: 0, max: 2 ** 31 }),
        async (width, height, radius, seed) => {
          const mask = Uint8Array.from({ length: width * height }, (_, i) =>
            Math.abs(Math.sin(seed + 7.3 * i)) > 0.04 ? 255 : 0,
          );
          const far = (pixel: number) =>
            mask.every(
              (damaged, i) =>
                damaged > 0 ||
                Math.hypot((i % width) - (pixel % width), Math.floor(i / width) - Math.floor(pixel / width)) >
                  radius,
            );
          const expected = mask.some((damaged, i) => damaged > 0 && far(i));
          expect(await isWide(mask, width, radius)).toBe(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    [20, 300, 60, 290],
    [20, 20, 180, 590],
  ])('is as wide as its brush in any direction and row, from (%i, %i) to (%i, %i)', async (...ends) => {
    expect(await isWide(stroke(200, 600, ends, 12), 200, 10)).toBe(true);
    expect(await isWide(stroke(200, 600, ends, 8), 200, 10)).toBe(false);
  });
});

it('a sample that starts from a first answer takes half of its calls, but at least two', () => {
  expect([1, 2, 3, 8, 9].map(stepsFromFirst)).toEqual([1, 2, 2, 4, 5]);
});
