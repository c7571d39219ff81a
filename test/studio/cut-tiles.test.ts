import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MASK_TILE, type MaskTile, packRuns, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import { cutTiles } from '../../src-main/studio/cut-tiles';

const WIDTH = 600;
const HEIGHT = 500;

/** A mask of 600 by 500 in which each value encodes its place, with a band without marks. */
const valueAt = (x: number, y: number) => (x >= WIDTH || y >= HEIGHT || y < 40 ? 0 : (x * 31 + y * 17) % 256);

const TILES: readonly MaskTile[] = [0, 1].flatMap((row) =>
  [0, 1, 2].map((column) => ({
    column,
    row,
    runs: packRuns(
      Uint8Array.from({ length: MASK_TILE * MASK_TILE }, (_, i) =>
        valueAt(column * MASK_TILE + (i % MASK_TILE), row * MASK_TILE + Math.floor(i / MASK_TILE)),
      ),
    ),
  })),
);

it('a part of a mask has the mask’s values at its pixels, and none beyond', () => {
  const side = (most: number) => fc.tuple(fc.nat(most - 1), fc.integer({ min: 1, max: most }));
  fc.assert(
    fc.property(side(WIDTH), side(HEIGHT), ([x, across], [y, down]) => {
      const area = { x, y, width: Math.min(across, WIDTH - x), height: Math.min(down, HEIGHT - y) };
      const cut = new Map(
        cutTiles(TILES, area).map(({ column, row, runs }) => [`${column}-${row}`, unpackRuns(runs)]),
      );
      let wrong = 0;
      for (let v = 0; v < 512; v += 3) {
        for (let u = 0; u < 768; u++) {
          const tile = cut.get(`${Math.floor(u / MASK_TILE)}-${Math.floor(v / MASK_TILE)}`);
          const found = tile?.[(v % MASK_TILE) * MASK_TILE + (u % MASK_TILE)] ?? 0;
          const right = u < area.width && v < area.height ? valueAt(x + u, y + v) : 0;
          if (found !== right) wrong++;
        }
      }
      expect(wrong).toBe(0);
    }),
    { numRuns: 20 },
  );
});

it('tiles without a mark are left out', () => {
  expect(cutTiles(TILES, { x: 10, y: 0, width: 300, height: 40 })).toEqual([]);
});
