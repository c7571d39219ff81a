import type { EncodedTile } from './studio';

/** Tiles that were shown lately, up to a number of bytes. */
export interface TileCache {
  get(key: string): EncodedTile | undefined;
  add(key: string, tile: EncodedTile): void;
  /** Forgets all tiles whose key begins so. */
  forget(prefix: string): void;
}

export function createTileCache(maxBytes: number): TileCache {
  // A map keeps the order in which its keys came: the first is the one that was used longest ago.
  const tiles = new Map<string, EncodedTile>();
  let bytes = 0;
  const remove = (key: string) => {
    bytes -= tiles.get(key)?.bytes.length ?? 0;
    tiles.delete(key);
  };
  return {
    get: (key) => {
      const tile = tiles.get(key);
      if (tile) {
        tiles.delete(key);
        tiles.set(key, tile);
      }
      return tile;
    },
    add: (key, tile) => {
      remove(key);
      tiles.set(key, tile);
      bytes += tile.bytes.length;
      for (const oldest of tiles.keys()) {
        if (bytes <= maxBytes) break;
        remove(oldest);
      }
    },
    forget: (prefix) => {
      for (const key of [...tiles.keys()]) if (key.startsWith(prefix)) remove(key);
    },
  };
}
