import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coveredBy,
  levelFor,
  parentOf,
  tilesOf,
  tilesWithin,
  withinAncestor,
} from '../../../src-renderer/picture/pyramid';

const picture = { id: 'a', width: 6000, height: 4000, levels: 5 };

describe('the pyramid', () => {
  it('is shown at the coarsest level that has a pixel for every device pixel', () => {
    expect(levelFor(8, 5)).toBe(0);
    expect(levelFor(1, 5)).toBe(0);
    expect(levelFor(0.51, 5)).toBe(0);
    expect(levelFor(0.5, 5)).toBe(1);
    expect(levelFor(0.192, 5)).toBe(2);
    expect(levelFor(0.001, 5)).toBe(4);
  });

  it('has as many tiles as cover it', () => {
    expect(tilesOf(picture, 0)).toEqual({ columns: 12, rows: 8 });
    expect(tilesOf(picture, 4)).toEqual({ columns: 1, rows: 1 });
  });

  it('gives the tiles that meet an area, the middle ones first', () => {
    const tiles = tilesWithin(picture, 0, { x: 500, y: 1030, width: 1100, height: 400 });
    expect(tiles.map(({ column }) => column).sort()).toEqual([0, 1, 2, 3]);
    expect(tiles.every(({ row }) => row === 2)).toBe(true);
    expect(tiles[0]).toEqual({ level: 0, column: 2, row: 2 });
    expect(tilesWithin(picture, 0, { x: -9000, y: -9000, width: 30_000, height: 30_000 })).toHaveLength(96);
  });

  it('finds the same part in every ancestor', () => {
    fc.assert(
      fc.property(fc.nat(11), fc.nat(7), fc.integer({ min: 1, max: 4 }), (column, row, above) => {
        const tile = { level: 0, column, row };
        let ancestor = tile;
        for (let i = 0; i < above; i++) ancestor = parentOf(ancestor, 5) ?? ancestor;
        const part = withinAncestor(tile, ancestor);
        const covered = coveredBy(ancestor);
        const factor = 2 ** ancestor.level;
        expect(covered.x + part.x * factor).toBe(column * 512);
        expect(covered.y + part.y * factor).toBe(row * 512);
        expect(part.width * factor).toBe(512);
      }),
    );
    expect(parentOf({ level: 4, column: 0, row: 0 }, 5)).toBeNull();
  });
});
