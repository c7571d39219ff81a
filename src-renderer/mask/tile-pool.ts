import { forgetCount } from './damaged-pixels';
import { FULL_TILE, TILE_LENGTH } from './tiles';

/** Most tiles to keep, more than a stroke across a large photo touches; the garbage collector frees the others. */
const KEPT = 128;

/**
 * Reuses the memory of tiles. A stroke copies dozens of tiles of 64 KB, and without reuse the garbage collector would
 * run every few seconds beside a restoration.
 */
export interface TilePool {
  /** A tile with arbitrary values. */
  take(): Uint8Array;
  /** Takes back a tile that is in no mask; the shared full tile is ignored. */
  give(tile: Uint8Array): void;
}

export function createTilePool(): TilePool {
  const free: Uint8Array[] = [];
  return {
    take: () => free.pop() ?? new Uint8Array(TILE_LENGTH),
    give(tile) {
      if (tile === FULL_TILE || free.length >= KEPT) return;
      // It will get other values.
      forgetCount(tile);
      free.push(tile);
    },
  };
}
