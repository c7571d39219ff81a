import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { type BrushPoint, capsule, type Falloff, MIN_SIZE, strength } from './capsule';
import { type Crossing, crossRow } from './crossing';
import { FULL_TILE, keyColumn, keyRow, tileColumns, tileExtent, tileKey, tileRows } from './tiles';

/** The tiles that a stroke reads and writes: `writable` returns a private copy, made at the first call. */
export interface StampTarget {
  readonly extent: Extent;
  /** The current tile; undefined if it is empty. */
  peek(key: number): Uint8Array | undefined;
  writable(key: number): Uint8Array;
  /** Replaces a whole tile by a full or an empty one. */
  put(key: number, tile: Uint8Array | null): void;
}

/**
 * Paints (or erases) the path of a brush between two points onto the tiles that it touches: the greater of the old
 * value and the brush's, or the lesser of the old value and what the brush leaves. Returns the visited area in picture
 * pixels, which contains all changes.
 */
export function stamp(
  target: StampTarget,
  from: BrushPoint,
  to: BrushPoint,
  fall: Falloff,
  mode: 'add' | 'subtract',
): Rectangle {
  const widest = Math.max(from.size, to.size, MIN_SIZE) / 2;
  const narrowest = Math.max(Math.min(from.size, to.size), MIN_SIZE) / 2;
  const reach = widest * fall.outer;
  const left = Math.min(from.x, to.x) - reach;
  const right = Math.max(from.x, to.x) + reach;
  const top = Math.min(from.y, to.y) - reach;
  const bottom = Math.max(from.y, to.y) + reach;
  const distance = capsule(from, to);
  const way = { from, to, widest, narrowest, distance };
  const firstColumn = Math.max(0, Math.floor(left / MASK_TILE));
  const lastColumn = Math.min(tileColumns(target.extent) - 1, Math.floor(right / MASK_TILE));
  const firstRow = Math.max(0, Math.floor(top / MASK_TILE));
  const lastRow = Math.min(tileRows(target.extent) - 1, Math.floor(bottom / MASK_TILE));
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const key = tileKey(column, row);
      const there = target.peek(key);
      if (mode === 'add' ? there === FULL_TILE : there === undefined) continue;
      if (tileWithin(key, distance, fall.inner)) putWhole(target, key, mode);
      else {
        stampTile(target, key, way, fall, { top, bottom }, mode);
      }
    }
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a tile lies completely in the brush's full strength; its level sets are convex, so testing the corners is enough. */
function tileWithin(key: number, distance: (x: number, y: number) => number, inner: number): boolean {
  const x = keyColumn(key) * MASK_TILE;
  const y = keyRow(key) * MASK_TILE;
  const far = MASK_TILE;
  return (
    distance(x, y) <= inner &&
    distance(x + far, y) <= inner &&
    distance(x, y + far) <= inner &&
    distance(x + far, y + far) <= inner
  );
}

function putWhole(target: StampTarget, key: number, mode: 'add' | 'subtract'): void {
  if (mode === 'subtract') {
    target.put(key, null);
    return;
  }
  const { width, height } = tileExtent(key, target.extent);
  if (width === MASK_TILE && height === MASK_TILE) {
    target.put(key, FULL_TILE);
    return;
  }
  const tile = target.writable(key);
  for (let y = 0; y < height; y++) tile.fill(255, y * MASK_TILE, y * MASK_TILE + width);
}

/** The path of a brush, for crossing it with rows. */
interface Way {
  readonly from: BrushPoint;
  readonly to: BrushPoint;
  /** The brush's greatest and least radius on the path, at least those of the smallest brush. */
  readonly widest: number;
  readonly narrowest: number;
  readonly distance: (x: number, y: number) => number;
}

/**
 * Works row by row. Nothing changes outside the widest brush, and no distance is needed within the narrowest one's full
 * strength; a few pixels at each end are left to compute.
 */
function stampTile(
  target: StampTarget,
  key: number,
  way: Way,
  fall: Falloff,
  rows: { readonly top: number; readonly bottom: number },
  mode: 'add' | 'subtract',
): void {
  const { width, height } = tileExtent(key, target.extent);
  const originX = keyColumn(key) * MASK_TILE;
  const originY = keyRow(key) * MASK_TILE;
  const firstY = Math.max(0, Math.floor(rows.top - originY));
  const lastY = Math.min(height - 1, Math.ceil(rows.bottom - originY));
  const add = mode === 'add';
  const settled = add ? 255 : 0;
  // A private copy is made only when a value really changes.
  let writing = false;
  let tile = target.peek(key);
  for (let y = firstY; y <= lastY; y++) {
    const middle = originY + y + 0.5;
    if (!crossRow(way.from, way.to, middle, way.widest * fall.outer, crossed)) continue;
    const first = Math.max(0, Math.floor(crossed.left - originX));
    const last = Math.min(width - 1, Math.ceil(crossed.right - originX));
    const solid = crossRow(way.from, way.to, middle, way.narrowest * fall.inner, crossed);
    const solidFrom = solid ? Math.ceil(crossed.left - originX - 0.5) : width;
    const solidTo = solid ? Math.floor(crossed.right - originX - 0.5) : -1;
    for (let x = first; x <= last; x++) {
      const at = y * MASK_TILE + x;
      const now = tile?.[at] ?? 0;
      if (now === settled) continue;
      const isSolid = x >= solidFrom && x <= solidTo;
      const brush = isSolid ? 255 : strength(way.distance(originX + x + 0.5, middle), fall);
      const next = add ? Math.max(now, brush) : Math.min(now, 255 - brush);
      if (next === now) continue;
      if (!writing) {
        tile = target.writable(key);
        writing = true;
      }
      if (tile !== undefined) tile[at] = next;
    }
  }
}

/** The last crossing of a row. */
const crossed: Crossing = { left: 0, right: 0 };
