import type { EncodedTile } from './studio';

/** Recently shown tiles, up to a number of bytes. */
export interface TileCache {
  get(key: string): EncodedTile | undefined;
  add(key: string, tile: EncodedTile): void;
  /** Forgets all tiles whose key begins with `prefix`. */
  forget(prefix: string): void;
}

export function createTileCache(maxBytes: number): TileCache {
  // A Map keeps the insertion order, so the first key is the least recently used.
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
