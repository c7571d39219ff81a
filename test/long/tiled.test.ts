import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Recording, rounded, startRecord } from '../records/record';
import type { Figures } from '../records/schema';
import {
  astronaut,
  damage,
  difference,
  restoreSquare,
  seamLevels,
  withNoise,
} from '../regions/tiled-restoration';

const SIDE = 512;
const mask = damage(SIDE);
const cases: Figures<'tiled'>['cases'] = [];
let recording: Recording<'tiled'>;
beforeAll(async () => {
  recording = await startRecord('tiled');
});
afterAll(async () => {
  // Only once all of them held.
  if (cases.length === 4) await recording.finish({ cases });
});

describe.each(['inpaint', 'denoise'])('%s of 512x512 in 8 calls', (operator) => {
  const counts = operator === 'inpaint' ? mask : undefined;
  const restore = async (tileSize: number, threads?: number) => {
    const photo = await astronaut(SIDE, 0, 0);
    return restoreSquare(
      operator === 'inpaint'
        ? { recipe: { operator, steps: 8 }, square: photo, mask, tileSize, ...(threads && { threads }) }
        : {
            recipe: { operator, noise: 25, steps: 8 },
            square: withNoise(photo, 25),
            tileSize,
            ...(threads && { threads }),
          },
    );
  };
  let untiled: Awaited<ReturnType<typeof restore>>;
  beforeAll(async () => {
    untiled = await restore(SIDE);
  }, 600_000);

  it.each([256, 128])(
    'in tiles of %i is the one without tiles within 0.25 levels RMS and 2 levels, without a seam',
    async (size) => {
      const tiled = await restore(size);
      const { rms, worst } = difference(tiled.levels, untiled.levels, counts);
      const seam = seamLevels(tiled.levels, untiled.levels, SIDE, size, counts);
      console.log(
        `${operator}, ${tiled.tiles} tiles: ${rms.toFixed(3)} RMS, ${worst.toFixed(2)} worst, seam ${seam.toFixed(3)}`,
      );
      expect(rms).toBeLessThan(0.25);
      expect(worst).toBeLessThan(2);
      expect(seam).toBeLessThan(0.1);
      cases.push({
        operator,
        tile: size,
        tiles: tiled.tiles,
        rms: rounded(rms, 3),
        worst: rounded(worst, 2),
        seam: rounded(seam, 3),
      });
    },
  );

  it('gives the same bytes on 1 thread as on all', async () => {
    expect((await restore(SIDE, 1)).levels).toEqual(untiled.levels);
  });

  it.runIf(operator === 'inpaint')(
    'leaves every sample beyond 8 pixels of the damage as it was',
    async () => {
      const photo = await astronaut(SIDE, 0, 0);
      let changed = 0;
      for (let i = 0; i < photo.levels.length; i++) {
        if (!near(Math.floor(i / 3)) && Math.abs(photo.levels[i] - untiled.levels[i]) > 1e-4) changed++;
      }
      expect(changed).toBe(0);
    },
  );
});

/** Whether damage lies within 8 pixels, along either side. */
function near(pixel: number): boolean {
  const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
  for (let v = Math.max(0, y - 8); v <= Math.min(SIDE - 1, y + 8); v++) {
    for (let u = Math.max(0, x - 8); u <= Math.min(SIDE - 1, x + 8); u++) if (mask[v * SIDE + u]) return true;
  }
  return false;
}
