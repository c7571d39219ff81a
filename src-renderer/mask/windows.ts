import type { Extent } from '../../src-main/contract/geometry';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import {
  FULL_TILE,
  keyColumn,
  keyRow,
  type MaskTiles,
  tileColumns,
  tileExtent,
  tileKey,
  tileRows,
} from './tiles';

/**
 * Values of a tile and `halo` pixels around it, row after row, side MASK_TILE + 2 halo. Beyond the photo: a number, or
 * the nearest pixel of the photo.
 */
export function windowAround(
  tiles: MaskTiles,
  extent: Extent,
  key: number,
  halo: number,
  beyond: number | 'nearest',
): Uint8Array {
  const side = MASK_TILE + 2 * halo;
  const values = new Uint8Array(side * side);
  if (beyond !== 'nearest' && beyond !== 0) values.fill(beyond);
  const left = keyColumn(key) * MASK_TILE - halo;
  const top = keyRow(key) * MASK_TILE - halo;
  for (const near of neighbours(extent, key, halo)) {
    const tile = tiles.get(near);
    const { width, height } = tileExtent(near, extent);
    const x = keyColumn(near) * MASK_TILE;
    const y = keyRow(near) * MASK_TILE;
    const from = Math.max(left, x);
    const to = Math.min(left + side, x + width);
    if (from >= to) continue;
    for (let line = Math.max(top, y); line < Math.min(top + side, y + height); line++) {
      const at = (line - top) * side + (from - left);
      if (tile === undefined) values.fill(0, at, at + to - from);
      else {
        const source = (line - y) * MASK_TILE + (from - x);
        values.set(tile.subarray(source, source + to - from), at);
      }
    }
  }
  if (beyond === 'nearest') {
    repeatBorders(
      values,
      side,
      Math.max(0, -left),
      Math.min(side, extent.width - left),
      Math.max(0, -top),
      Math.min(side, extent.height - top),
    );
  }
  return values;
}

function repeatBorders(
  values: Uint8Array,
  side: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
): void {
  for (let y = top; y < bottom; y++) {
    values.fill(values[y * side + left] ?? 0, y * side, y * side + left);
    values.fill(values[y * side + right - 1] ?? 0, y * side + right, (y + 1) * side);
  }
  for (let y = 0; y < top; y++) values.copyWithin(y * side, top * side, (top + 1) * side);
  for (let y = bottom; y < side; y++) {
    values.copyWithin(y * side, (bottom - 1) * side, bottom * side);
  }
}

/** Keys of the tiles that a window with this halo touches, including the tile itself. */
export function* neighbours(extent: Extent, key: number, halo: number): Generator<number> {
  const reach = Math.ceil(halo / MASK_TILE);
  const column = keyColumn(key);
  const row = keyRow(key);
  const lastColumn = Math.min(tileColumns(extent) - 1, column + reach);
  const lastRow = Math.min(tileRows(extent) - 1, row + reach);
  for (let r = Math.max(0, row - reach); r <= lastRow; r++) {
    for (let c = Math.max(0, column - reach); c <= lastColumn; c++) yield tileKey(c, r);
  }
}

/** Keys of the tiles where something may change if each tile's values reach `halo` pixels far. */
export function withinReach(tiles: MaskTiles, extent: Extent, halo: number): Set<number> {
  const keys = new Set<number>();
  for (const key of tiles.keys()) for (const near of neighbours(extent, key, halo)) keys.add(near);
  return keys;
}

/** Whether a tile and all tiles around it are full. */
export function fullAround(tiles: MaskTiles, extent: Extent, key: number, halo: number): boolean {
  for (const near of neighbours(extent, key, halo)) if (tiles.get(near) !== FULL_TILE) return false;
  return true;
}
