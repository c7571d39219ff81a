import { createHash } from 'node:crypto';
import { isDamaged } from '../contract/mask';
import { MASK_TILE, type MaskTile, packRuns, unpackRuns } from '../contract/window/mask-tiles';

/** A mask without the pixels that other masks mark. */
export function uncovered(tiles: readonly MaskTile[], others: readonly MaskTile[]): MaskTile[] {
  return tiles.flatMap((tile) => {
    const over = others.filter((other) => isAtSamePlace(other, tile));
    if (over.length === 0) return [tile];
    const values = unpackRuns(tile.runs);
    for (const { runs } of over) {
      const marked = unpackRuns(runs);
      for (let i = 0; i < MASK_TILE * MASK_TILE; i++) if (marked[i] > 0) values[i] = 0;
    }
    return [{ ...tile, runs: packRuns(values) }];
  });
}

/** The union of two masks. */
export function joined(some: readonly MaskTile[], others: readonly MaskTile[]): MaskTile[] {
  const all: MaskTile[] = [];
  for (const tile of [...some, ...others]) {
    const place = all.findIndex((other) => isAtSamePlace(other, tile));
    if (place < 0) all.push(tile);
    else {
      const values = unpackRuns(all[place].runs);
      const marked = unpackRuns(tile.runs);
      for (let i = 0; i < MASK_TILE * MASK_TILE; i++) values[i] = Math.max(values[i], marked[i]);
      all[place] = { ...tile, runs: packRuns(values) };
    }
  }
  return all;
}

/** Number of damaged pixels. */
export function countDamaged(tiles: readonly MaskTile[]): number {
  return tiles.reduce((sum, { runs }) => sum + unpackRuns(runs).filter(isDamaged).length, 0);
}

function isAtSamePlace(a: MaskTile, b: MaskTile): boolean {
  return a.column === b.column && a.row === b.row;
}

/** A digest of a mask's marks, independent of the order in which they were made. */
export function marksDigest(tiles: readonly MaskTile[]): string {
  const hash = createHash('sha256');
  const sorted = [...tiles].sort((a, b) => a.row - b.row || a.column - b.column);
  for (const { column, row, runs } of sorted) hash.update(`${column} ${row} ${runs}\n`);
  return hash.digest('hex');
}
