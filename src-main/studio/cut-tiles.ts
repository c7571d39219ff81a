import type { Rectangle } from '../contract/geometry';
import { MASK_TILE, type MaskTile, packRuns, unpackRuns } from '../contract/window/mask-tiles';

/** The tiles of a part of a mask, without empty ones; `area` is in whole pixels of the mask. */
export function cutTiles(tiles: readonly MaskTile[], area: Rectangle): MaskTile[] {
  const cut = new Map<string, { column: number; row: number; values: Uint8Array }>();
  const tileAt = (column: number, row: number) => {
    const key = `${column}-${row}`;
    const there = cut.get(key) ?? { column, row, values: new Uint8Array(MASK_TILE * MASK_TILE) };
    cut.set(key, there);
    return there.values;
  };
  for (const tile of tiles) {
    const left = tile.column * MASK_TILE;
    const top = tile.row * MASK_TILE;
    const from = Math.max(left, area.x);
    const to = Math.min(left + MASK_TILE, area.x + area.width);
    const last = Math.min(top + MASK_TILE, area.y + area.height);
    if (from >= to || Math.max(top, area.y) >= last) continue;
    const values = unpackRuns(tile.runs);
    for (let y = Math.max(top, area.y); y < last; y++) {
      const row = Math.floor((y - area.y) / MASK_TILE);
      const line = ((y - area.y) % MASK_TILE) * MASK_TILE;
      // A row of a tile falls into at most two tiles.
      for (let x = from; x < to; ) {
        const column = Math.floor((x - area.x) / MASK_TILE);
        const end = Math.min(to, area.x + (column + 1) * MASK_TILE);
        const run = values.subarray((y - top) * MASK_TILE + x - left, (y - top) * MASK_TILE + end - left);
        tileAt(column, row).set(run, line + x - area.x - column * MASK_TILE);
        x = end;
      }
    }
  }
  return [...cut.values()]
    .filter(({ values }) => values.some((value) => value > 0))
    .map(({ column, row, values }) => ({ column, row, runs: packRuns(values) }));
}
