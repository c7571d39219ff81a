import { DAMAGED } from '../../src-main/contract/mask';
import { wordsOf } from '../../src-main/contract/window/mask-tiles';
import { FULL_TILE, type MaskTiles, TILE_LENGTH } from './tiles';

const DAMAGED_BIT = Math.log2(DAMAGED);
/** Number of words to count before a byte's sum could overflow; a power of two. */
const AT_ONCE = 128;

const counts = new WeakMap<Uint8Array, number>();

/** Number of damaged pixels in a stored tile; remembered, because stored tiles never change. */
export function damagedInTile(tile: Uint8Array): number {
  if (tile === FULL_TILE) return TILE_LENGTH;
  const known = counts.get(tile);
  if (known !== undefined) return known;
  const words = wordsOf(tile);
  let count = 0;
  // A stroke counts dozens of tiles, so four values are counted at once, each in its own byte of a sum.
  for (let start = 0; start < words.length; start += AT_ONCE) {
    let sums = 0;
    for (let i = start; i < start + AT_ONCE; i++) sums += (words[i] >>> DAMAGED_BIT) & 0x01010101;
    count += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  counts.set(tile, count);
  return count;
}

/** Forgets the count of a tile whose memory is reused. */
export function forgetCount(tile: Uint8Array): void {
  counts.delete(tile);
}

/** Number of damaged pixels in a mask. */
export function damagedPixels(tiles: MaskTiles): number {
  let count = 0;
  for (const tile of tiles.values()) count += damagedInTile(tile);
  return count;
}
