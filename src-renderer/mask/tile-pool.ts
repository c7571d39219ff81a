import { forgetCount } from './damaged-pixels';
import { FULL_TILE, TILE_LENGTH } from './tiles';

/** Tiles beyond this are left to the garbage collector: more than a stroke across a large photo touches. */
const KEPT = 128;

/**
 * Room of tiles that nothing holds any more, for the next ones: a stroke copies some dozens of tiles of 64 KB, and left
 * to the garbage collector those of a few seconds have it run beside a restoration.
 */
export interface TilePool {
  /** A tile of whatever values. */
  take(): Uint8Array;
  /** Takes a tile back that is in no mask; the shared one of 255 throughout stays what it is. */
  give(tile: Uint8Array): void;
}

export function createTilePool(): TilePool {
  const free: Uint8Array[] = [];
  return {
    take: () => free.pop() ?? new Uint8Array(TILE_LENGTH),
    give(tile) {
      if (tile === FULL_TILE || free.length >= KEPT) return;
      // Its next values are others.
      forgetCount(tile);
      free.push(tile);
    },
  };
}
