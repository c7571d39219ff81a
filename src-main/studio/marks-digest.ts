import { createHash } from 'node:crypto';
import type { MaskTile } from '../contract/window/mask-tiles';

/** Names a mask by what it marks: the same marks have the same name, in whatever order they were made. */
export function marksDigest(tiles: readonly MaskTile[]): string {
  const hash = createHash('sha256');
  const sorted = [...tiles].sort((a, b) => a.row - b.row || a.column - b.column);
  for (const { column, row, runs } of sorted) hash.update(`${column} ${row} ${runs}\n`);
  return hash.digest('hex');
}
