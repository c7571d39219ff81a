import { describe, expect, it } from 'vitest';
import {
  astronaut,
  borders,
  damage,
  difference,
  restoreSquare,
  seamRatio,
  withNoise,
} from './tiled-restoration';

/** The bars of test/long/tiled.test.ts on a smaller square. */
const SIDE = 192;
const square = await astronaut(SIDE, 130, 60);

describe('a restoration in tiles', () => {
  it('is the one without tiles within 0.25 levels RMS and 2 levels in the damage, without a seam', async () => {
    const mask = damage(SIDE);
    const inpaint = { recipe: { operator: 'inpaint', steps: 8 }, square, mask };
    const untiled = await restoreSquare({ ...inpaint, tileSize: SIDE });
    const tiled = await restoreSquare({ ...inpaint, tileSize: 128 });
    expect([untiled.tiles, tiled.tiles]).toEqual([1, 9]);
    const { rms, worst } = difference(tiled.levels, untiled.levels, mask);
    expect(rms).toBeLessThan(0.25);
    expect(worst).toBeLessThan(2);
    // Not 0: were the tiles the same picture, nothing would have been compared.
    expect(rms).toBeGreaterThan(0);
    expect(seamRatio(tiled.levels, untiled.levels, SIDE, 128, mask)).toBeLessThan(2);
  });

  it('gives the same bytes on 1 and on 2 threads', async () => {
    const short = { recipe: { operator: 'denoise', noise: 25, steps: 2 }, square: withNoise(square, 25) };
    const one = await restoreSquare({ ...short, tileSize: SIDE, threads: 1 });
    const two = await restoreSquare({ ...short, tileSize: SIDE, threads: 2 });
    expect(two.levels).toEqual(one.levels);
  });
});

describe('the measure of seams', () => {
  it('finds a step of a third of a level between tiles', async () => {
    const untiled = square.levels;
    const noisy = untiled.map((value, i) => value + 0.05 * Math.sin(i * i));
    expect(seamRatio(noisy, untiled, SIDE, 128)).toBeLessThan(1.2);
    const [line] = borders(SIDE, 128);
    const stepped = noisy.map((value, i) => value + (Math.floor(i / 3) % SIDE < line ? 0 : 0.33));
    expect(seamRatio(stepped, untiled, SIDE, 128)).toBeGreaterThan(2);
  });
});
