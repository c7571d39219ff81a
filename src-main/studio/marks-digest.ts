import { createHash } from 'node:crypto';
import type { MaskTile } from '../contract/window/mask-tiles';

/** A digest of a mask's marks, independent of the order in which they were made. */
export function marksDigest(tiles: readonly MaskTile[]): string {
  const hash = createHash('sha256');
  const sorted = [...tiles].sort((a, b) => a.row - b.row || a.column - b.column);
  for (const { column, row, runs } of sorted) hash.update(`${column} ${row} ${runs}\n`);
  return hash.digest('hex');
}
