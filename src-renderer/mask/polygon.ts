import type { Extent, Interval, Point } from '../../src-main/contract/geometry';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { FULL_TILE, type MaskTiles, normalTile, tileKey } from './tiles';

/**
 * Changes that fill a closed polygon by the even-odd rule: pixels whose middles lie inside become 255 ('add') or 0. It
 * works by rows of tiles, so a lasso around a hundred megapixels needs memory for one row of unpacked tiles.
 */
export function polygonChanges(
  tiles: MaskTiles,
  extent: Extent,
  points: readonly Point[],
  mode: 'add' | 'subtract',
): Map<number, Uint8Array | null> {
  const changes = new Map<number, Uint8Array | null>();
  const heights = points.map((point) => point.y);
  const top = Math.max(0, Math.floor(Math.min(...bounded(heights))));
  const bottom = Math.min(extent.height, Math.ceil(Math.max(...bounded(heights))));
  const value = mode === 'add' ? 255 : 0;
  for (let row = Math.floor(top / MASK_TILE); row * MASK_TILE < bottom; row++) {
    const copies = new Map<number, Uint8Array>();
    const first = Math.max(top, row * MASK_TILE);
    const last = Math.min(bottom, (row + 1) * MASK_TILE);
    for (let y = first; y < last; y++) {
      for (const columns of insideAt(points, y + 0.5, extent.width)) {
        fillInterval(tiles, copies, row, y % MASK_TILE, columns, value);
      }
    }
    for (const [key, tile] of copies) changes.set(key, normalTile(tile));
  }
  return changes;
}

/** The extremes of pieces of the list, because Math.min can't take too many arguments. */
function bounded(numbers: readonly number[]): number[] {
  if (numbers.length < 10_000) return [...numbers];
  const extremes: number[] = [];
  for (let i = 0; i < numbers.length; i += 10_000) {
    const piece = numbers.slice(i, i + 10_000);
    extremes.push(Math.min(...piece), Math.max(...piece));
  }
  return extremes;
}

/** The columns whose pixels' middles lie inside at height y. */
function insideAt(points: readonly Point[], y: number, width: number): Interval[] {
  const crossings: number[] = [];
  let before = points.at(-1);
  for (const point of points) {
    if (before !== undefined && before.y <= y !== point.y <= y) {
      crossings.push(before.x + ((y - before.y) / (point.y - before.y)) * (point.x - before.x));
    }
    before = point;
  }
  crossings.sort((a, b) => a - b);
  const found: Interval[] = [];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const start = Math.max(0, Math.ceil((crossings[i] ?? 0) - 0.5));
    const end = Math.min(width, Math.ceil((crossings[i + 1] ?? 0) - 0.5));
    if (start < end) found.push({ start, end });
  }
  return found;
}

function fillInterval(
  tiles: MaskTiles,
  copies: Map<number, Uint8Array>,
  row: number,
  y: number,
  { start, end }: Interval,
  value: number,
): void {
  for (let column = Math.floor(start / MASK_TILE); column * MASK_TILE < end; column++) {
    const key = tileKey(column, row);
    const stored = tiles.get(key);
    if (value === 255 ? stored === FULL_TILE : stored === undefined) continue;
    let copy = copies.get(key);
    if (copy === undefined) {
      copy = stored === undefined ? new Uint8Array(MASK_TILE * MASK_TILE) : stored.slice();
      copies.set(key, copy);
    }
    const origin = column * MASK_TILE;
    const from = Math.max(0, start - origin);
    const to = Math.min(MASK_TILE, end - origin);
    copy.fill(value, y * MASK_TILE + from, y * MASK_TILE + to);
  }
}
