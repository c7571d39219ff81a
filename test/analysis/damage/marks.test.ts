import { describe, expect, it } from 'vitest';
import type { DamageMap } from '../../../src-main/analysis/damage/map';
import { damageTiles, leastProbability, marksOf } from '../../../src-main/analysis/damage/marks';
import { MASK_TILE, unpackRuns } from '../../../src-main/contract/window/mask-tiles';
import { rawFiles } from '../../imaging/raw-files';
import { plane } from '../support';

const files = rawFiles();

/** A line whose probability falls from 255 at its middle to 0 at both ends. */
const line = plane(200, 21, (x, y) => (y === 10 ? Math.max(0, 255 - 2.55 * Math.abs(x - 100)) : 0));
const count = (marks: Uint8Array) => marks.filter((value) => value === 255).length;

describe('marks of damage', () => {
  it('cover more pixels at a higher sensitivity', () => {
    const counts = [0, 0.25, 0.5, 0.75, 1].map((sensitivity) => count(marksOf(line, sensitivity)));
    for (const [i, marked] of counts.entries()) expect(marked).toBeGreaterThan(i === 0 ? 0 : counts[i - 1]);
  });

  it('are grown by a pixel, and blended over one more', () => {
    const marks = marksOf(line, 0.5);
    expect([8, 9, 10, 11, 12, 13].map((y) => marks[y * 200 + 100])).toEqual([191, 255, 255, 255, 191, 0]);
  });

  it('continue a little where the probability fades, but never begin there', () => {
    const least = 255 * leastProbability(0.5);
    const weak = plane(60, 21, (_, y) => (y === 10 ? 0.8 * least : 0));
    expect(count(marksOf(weak, 0.5))).toBe(0);
    weak.data[10 * 60 + 30] = 255;
    // Three pixels on either side, and one of growth: 9 by 3.
    expect(count(marksOf(weak, 0.5))).toBe(27);
  });

  it('leave out areas that are too wide to be damage, such as a sky, with their fringe', () => {
    const sky = plane(80, 60, (x, y) => (y < 30 || (x > 38 && x < 42) ? 255 : 0));
    const marks = marksOf(sky, 0.5);
    expect([10, 29, 31].map((y) => marks[y * 80 + 40])).toEqual([0, 0, 0]);
    expect(marks[50 * 80 + 40]).toBe(255);
  });

  it("of a map's parts fit together and end at its border", async () => {
    const [width, height] = [1500, 1100];
    const samples = new Uint8Array(width * height);
    for (let x = 0; x < width; x++) samples[1024 * width + x] = 255;
    for (let y = 0; y < height; y++) samples[y * width + 1023] = 255;
    const raw = await files.store(samples, width, 1);
    const map: DamageMap = { ...raw, channels: 1, depth: 8 };
    const tiles = await damageTiles(map, 0.5);
    const at = (x: number, y: number) => {
      const [column, row] = [Math.floor(x / MASK_TILE), Math.floor(y / MASK_TILE)];
      const tile = tiles.find((each) => each.column === column && each.row === row);
      return tile ? unpackRuns(tile.runs)[(y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)] : 0;
    };
    expect([1021, 1022, 1023, 1024, 1025, 1026, 1027].map((y) => at(1400, y))).toEqual([
      0, 191, 255, 255, 255, 191, 0,
    ]);
    expect([1020, 1021, 1022, 1023, 1024, 1025, 1026].map((x) => at(x, 500))).toEqual([
      0, 191, 255, 255, 255, 191, 0,
    ]);
    expect(tiles.every(({ column, row }) => column < 6 && row < 5)).toBe(true);
    expect(at(1500, 1024)).toBe(0);
  });
});
