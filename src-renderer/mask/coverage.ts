import { FULL_TILE, type MaskTiles, TILE_LENGTH } from './tiles';

/** From this value on a pixel counts as damaged. */
export const DAMAGED = 128;
const DAMAGED_BIT = Math.log2(DAMAGED);

const counts = new WeakMap<Uint8Array, number>();

/** Pixels of a stored tile that count as damaged; remembered, since stored tiles never change. */
export function tileCoverage(tile: Uint8Array): number {
  if (tile === FULL_TILE) return TILE_LENGTH;
  const known = counts.get(tile);
  if (known !== undefined) return known;
  let count = 0;
  // Each stroke counts some dozens of tiles: a bit a value, without a branch or an iterator.
  for (let i = 0; i < tile.length; i++) count += (tile[i] ?? 0) >> DAMAGED_BIT;
  counts.set(tile, count);
  return count;
}

/** Damaged pixels of a mask. */
export function coverage(tiles: MaskTiles): number {
  let count = 0;
  for (const tile of tiles.values()) count += tileCoverage(tile);
  return count;
}
