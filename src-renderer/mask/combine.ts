import type { Extent } from '../../src-main/contract/geometry';
import type { TileChange } from './distance';
import {
  allKeys,
  clipTile,
  EMPTY_TILE,
  FULL_TILE,
  type MaskTiles,
  normalTile,
  TILE_LENGTH,
  tileExtent,
} from './tiles';

/** 255 minus each value, over the whole photo. */
export function* inverted(tiles: MaskTiles, extent: Extent): Generator<TileChange> {
  for (const key of allKeys(extent)) {
    const stored = tiles.get(key);
    const { width, height } = tileExtent(key, extent);
    if (stored === FULL_TILE) yield [key, null];
    else if (stored === undefined && width * height === TILE_LENGTH) yield [key, FULL_TILE];
    else {
      const tile = (stored ?? EMPTY_TILE).map((value) => 255 - value);
      clipTile(tile, key, extent);
      yield [key, normalTile(tile)];
    }
  }
}

/** Combines tiles with others: the greater value ('add'), the difference ('subtract'), or only the new tiles ('replace'). */
export function* combined(
  tiles: MaskTiles,
  over: MaskTiles,
  mode: 'add' | 'subtract' | 'replace',
): Generator<TileChange> {
  if (mode === 'replace') {
    for (const key of tiles.keys()) if (!over.has(key)) yield [key, null];
    yield* over;
    return;
  }
  for (const [key, tile] of over) {
    const stored = tiles.get(key);
    if (mode === 'add' ? stored === FULL_TILE : stored === undefined) continue;
    if (tile === FULL_TILE) yield [key, mode === 'add' ? FULL_TILE : null];
    else if (stored === undefined) yield [key, tile];
    else {
      const next = stored.map((value, i) => {
        const other = tile[i] ?? 0;
        return mode === 'add' ? Math.max(value, other) : Math.min(value, 255 - other);
      });
      yield [key, normalTile(next)];
    }
  }
}
