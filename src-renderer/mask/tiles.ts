import type { Extent } from '../../src-main/contract/geometry';
import {
  MASK_TILE,
  type MaskTile,
  packRuns,
  unpackRuns,
  wordsOf,
} from '../../src-main/contract/window/mask-tiles';

export const TILE_LENGTH = MASK_TILE * MASK_TILE;

/** Sparse tiles by key; absent tiles are all 0. Tiles in such a map are never written to. */
export type MaskTiles = ReadonlyMap<number, Uint8Array>;

/** New values of tiles; null for an empty tile. */
export type TileChanges = ReadonlyMap<number, Uint8Array | null>;

/** The only tile with all values 255: shared, and recognised by identity. */
export const FULL_TILE: Uint8Array = new Uint8Array(TILE_LENGTH).fill(255);

/** Stands for absent tiles where values are read; never stored. */
export const EMPTY_TILE: Uint8Array = new Uint8Array(TILE_LENGTH);

/** Larger than the number of columns of any photo, but keys stay small integers. */
const STRIDE = 1 << 14;

export const tileKey = (column: number, row: number): number => row * STRIDE + column;
export const keyColumn = (key: number): number => key % STRIDE;
export const keyRow = (key: number): number => Math.floor(key / STRIDE);

export const tileColumns = (extent: Extent): number => Math.ceil(extent.width / MASK_TILE);
export const tileRows = (extent: Extent): number => Math.ceil(extent.height / MASK_TILE);

/** Every tile's key of an extent, row after row. */
export function* allKeys(extent: Extent): Generator<number> {
  for (let row = 0; row < tileRows(extent); row++) {
    for (let column = 0; column < tileColumns(extent); column++) yield tileKey(column, row);
  }
}

/** The extent of a tile's part within the photo, in pixels; at most MASK_TILE each. */
export function tileExtent(key: number, extent: Extent): Extent {
  return {
    width: Math.min(MASK_TILE, extent.width - keyColumn(key) * MASK_TILE),
    height: Math.min(MASK_TILE, extent.height - keyRow(key) * MASK_TILE),
  };
}

/** A tile in its stored form: null if all values are 0, the shared one if all are 255, otherwise itself. */
export function normalTile(tile: Uint8Array): Uint8Array | null {
  const words = wordsOf(tile);
  const first = words[0];
  if (first !== 0 && first !== -1) return tile;
  for (const word of words) if (word !== first) return tile;
  return first === 0 ? null : FULL_TILE;
}

/** Sets to 0 what lies beyond the photo's border. */
export function clipTile(tile: Uint8Array, key: number, extent: Extent): void {
  const { width, height } = tileExtent(key, extent);
  for (let y = 0; y < height; y++) tile.fill(0, y * MASK_TILE + width, (y + 1) * MASK_TILE);
  tile.fill(0, height * MASK_TILE);
}

/** A tile in its form for the privileged side; null makes one of zeros. */
export function packTile(key: number, tile: Uint8Array | null): MaskTile {
  return { column: keyColumn(key), row: keyRow(key), runs: packRuns(tile ?? EMPTY_TILE) };
}

/** Unpacks tiles, drops those outside the extent and clips the others to it. Throws a RangeError if one is damaged. */
export function unpackTiles(packed: readonly MaskTile[], extent: Extent): Map<number, Uint8Array> {
  const tiles = new Map<number, Uint8Array>();
  for (const { column, row, runs } of packed) {
    if (column >= tileColumns(extent) || row >= tileRows(extent)) continue;
    const key = tileKey(column, row);
    const values = unpackRuns(runs);
    clipTile(values, key, extent);
    const tile = normalTile(values);
    if (tile !== null) tiles.set(key, tile);
  }
  return tiles;
}
