import { describe, expect, test } from 'vitest';
import { writeMask } from '../../src-main/imaging/mask-tiles';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { selectByColour } from '../../src-main/imaging/select-by-colour';
import { noise, rawPicture, refusal, samplesOf, workFolder } from './support';

const folder = workFolder();

/** The selection by its definition: passes over the whole picture until no pixel is added. */
function byDefinition(
  samples: ArrayLike<number>,
  { width, height, channels, depth }: RawPicture,
  x: number,
  y: number,
  tolerance: number,
  contiguous: boolean,
): Uint8Array {
  const most = tolerance * (depth === 16 ? 257 : 1);
  const alike = Uint8Array.from({ length: width * height }, (_, i) => {
    const away = Array.from({ length: channels }, (_, c) =>
      Math.abs(samples[i * channels + c] - samples[(y * width + x) * channels + c]),
    );
    return Math.max(...away) <= most ? 255 : 0;
  });
  if (!contiguous) return alike;
  const found = new Uint8Array(width * height);
  found[y * width + x] = 255;
  for (let grown = true; grown; ) {
    grown = false;
    for (let i = 0; i < found.length; i++) {
      if (found[i] > 0 || alike[i] === 0) continue;
      const column = i % width;
      const neighbours = [
        column > 0 ? found[i - 1] : 0,
        column + 1 < width ? found[i + 1] : 0,
        found[i - width] ?? 0,
        found[i + width] ?? 0,
      ];
      if (Math.max(...neighbours) > 0) {
        found[i] = 255;
        grown = true;
      }
    }
  }
  return found;
}

async function select(picture: RawPicture, x: number, y: number, tolerance: number, contiguous: boolean) {
  const tiles = await selectByColour(picture, { x, y, tolerance, contiguous });
  return Uint8Array.from(await samplesOf((await writeMask(tiles, picture, folder.at('selected.raw'))).mask));
}

describe('pixels of a similar colour', () => {
  for (const channels of [1, 2, 3, 4] as const) {
    for (const depth of [8, 16] as const) {
      test(`are those of the definition: ${channels} channels of ${depth} bits`, async () => {
        const [width, height] = [300, 30];
        const samples = noise(width * height * channels, depth, channels);
        const picture = await rawPicture(folder.at('in.raw'), samples, width, height, channels);
        // A tolerance at which a good half of a channel's values are alike: long and winding clusters.
        for (const contiguous of [true, false]) {
          const found = await select(picture, 140, 12, 160, contiguous);
          expect(found).toEqual(byDefinition(samples, picture, 140, 12, 160, contiguous));
        }
      });
    }
  }

  test('wind through a spiral, one pixel wide, and stop at its walls', async () => {
    const side = 101;
    const spiral = new Uint8Array(side * side);
    let [x, y, dx, dy] = [0, 0, 1, 0];
    const free = (u: number, v: number) =>
      u >= 0 && v >= 0 && u < side && v < side && spiral[v * side + u] === 0;
    for (let turns = 0; turns < 2; ) {
      spiral[y * side + x] = 200;
      const ahead =
        free(x + dx, y + dy) &&
        (free(x + 2 * dx, y + 2 * dy) ||
          !(x + 2 * dx >= 0 && x + 2 * dx < side && y + 2 * dy >= 0 && y + 2 * dy < side));
      if (ahead) {
        [x, y, turns] = [x + dx, y + dy, 0];
      } else {
        [dx, dy, turns] = [-dy, dx, turns + 1];
      }
    }
    const picture = await rawPicture(folder.at('in.raw'), spiral, side, side, 1);
    const found = await select(picture, 0, 0, 10, true);
    expect(found).toEqual(byDefinition(spiral, picture, 0, 0, 10, true));
    expect(found.filter((value) => value > 0).length).toBeGreaterThan(2000);
    // A wall in the middle of the first turn.
    spiral[50 * side + side - 1] = 0;
    const walled = await rawPicture(folder.at('in.raw'), spiral, side, side, 1);
    expect((await select(walled, 0, 0, 10, true)).filter((value) => value > 0)).toHaveLength(150);
  });

  test('are not joined by corners', async () => {
    const board = Uint8Array.from({ length: 64 }, (_, i) => ((i + (i >> 3)) % 2) * 255);
    const picture = await rawPicture(folder.at('in.raw'), board, 8, 8, 1);
    expect((await select(picture, 3, 3, 0, true)).filter((value) => value > 0)).toHaveLength(1);
    expect((await select(picture, 3, 3, 0, false)).filter((value) => value > 0)).toHaveLength(32);
  });

  test('fill flat pictures of extreme shapes whole', async () => {
    for (const [width, height] of [
      [20000, 50],
      [1, 3000],
      [1, 1],
    ]) {
      const picture = await rawPicture(
        folder.at('in.raw'),
        new Uint8Array(width * height).fill(4),
        width,
        height,
        1,
      );
      const found = await select(picture, width - 1, height - 1, 0, true);
      expect(found.indexOf(0)).toBe(-1);
    }
  });

  test('are refused for a pixel outside the picture', async () => {
    const picture = await rawPicture(folder.at('in.raw'), new Uint8Array(6), 3, 2, 1);
    const asked = selectByColour(picture, { x: 0, y: 2, tolerance: 0, contiguous: true });
    expect((await refusal(asked)).badRequest).toBe(true);
  });

  test('stop when cancelled', async () => {
    const picture = await rawPicture(folder.at('in.raw'), new Uint8Array(6), 3, 2, 1);
    const asked = selectByColour(
      picture,
      { x: 0, y: 0, tolerance: 0, contiguous: true },
      AbortSignal.abort('stop'),
    );
    await expect(asked).rejects.toBe('stop');
  });
});
