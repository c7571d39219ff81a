import { describe, expect, it } from 'vitest';
import {
  astronaut,
  borders,
  damage,
  difference,
  restoreSquare,
  seamLevels,
  withNoise,
} from './tiled-restoration';

/** The bars of test/long/tiled.test.ts on a smaller square. */
const SIDE = 192;
const square = await astronaut(SIDE, 130, 60);

describe('a restoration in tiles', () => {
  // Its noise is renewed at every step and keyed by pixel, so it doesn't depend on the tiles.
  it('is the one without tiles within 0.25 levels RMS and 2 levels in the damage, without a seam', async () => {
    const mask = damage(SIDE);
    const inpaint = { recipe: { operator: 'inpaint', steps: 8, detail: 1 }, square, mask };
    const untiled = await restoreSquare({ ...inpaint, tileSize: SIDE });
    const tiled = await restoreSquare({ ...inpaint, tileSize: 128 });
    expect([untiled.tiles, tiled.tiles]).toEqual([1, 9]);
    const { rms, worst } = difference(tiled.levels, untiled.levels, mask);
    expect(rms).toBeLessThan(0.25);
    expect(worst).toBeLessThan(2);
    // Not 0, since equal pictures would mean that nothing was compared.
    expect(rms).toBeGreaterThan(0);
    expect(seamLevels(tiled.levels, untiled.levels, SIDE, 128, mask)).toBeLessThan(0.1);
  });

  it('gives the same bytes on 1 and on 2 threads', async () => {
    const short = { recipe: { operator: 'denoise', noise: 25, steps: 2 }, square: withNoise(square, 25) };
    const one = await restoreSquare({ ...short, tileSize: SIDE, threads: 1 });
    const two = await restoreSquare({ ...short, tileSize: SIDE, threads: 2 });
    expect(two.levels).toEqual(one.levels);
  });
});

describe('the measure of seams', () => {
  it('finds a step of a quarter of a level between tiles, and nothing in a change that has none', () => {
    const untiled = square.levels;
    const column = (i: number) => Math.floor(i / 3) % SIDE;
    const row = (i: number) => Math.floor(i / 3 / SIDE);
    const smooth = untiled.map((value, i) => value + column(i) / SIDE);
    expect(seamLevels(smooth, untiled, SIDE, 128)).toBeLessThan(0.001);
    const lines = borders(SIDE, 128);
    const tile = (position: number) => lines.filter((line) => position >= line).length;
    const stepped = untiled.map((value, i) => value + 0.25 * (tile(column(i)) + tile(row(i))));
    const seam = seamLevels(stepped, untiled, SIDE, 128);
    expect(seam).toBeCloseTo(0.25 / Math.sqrt(3), 2);
    expect(seam).toBeGreaterThan(0.1);
  });
});
