import type { PictureArea } from '../../src-main/contract/window/basics';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { type BrushPoint, capsule, type Falloff, MIN_SIZE, strength } from './capsule';
import {
  FULL_TILE,
  keyColumn,
  keyRow,
  type MaskExtent,
  tileColumns,
  tileExtent,
  tileKey,
  tileRows,
} from './tiles';

/** Where a stroke reads and writes tiles: `writable` gives a private copy, made at the first touch. */
export interface StampTarget {
  readonly extent: MaskExtent;
  /** The tile as it is now; undefined where it is empty. */
  peek(key: number): Uint8Array | undefined;
  writable(key: number): Uint8Array;
  /** Puts a whole tile: full, or empty. */
  put(key: number, tile: Uint8Array | null): void;
}

/**
 * Paints (or erases) the way of a brush from one point to another onto the tiles it touches: the greater of what is
 * there and the brush, or the lesser of what is there and what the brush leaves. Returns where it looked, in picture
 * pixels: all that changed lies within.
 */
export function stamp(
  target: StampTarget,
  from: BrushPoint,
  to: BrushPoint,
  fall: Falloff,
  mode: 'add' | 'subtract',
): PictureArea {
  const reach = (Math.max(from.size, to.size, MIN_SIZE) / 2) * fall.outer;
  const radius = Math.max(Math.min(from.size, to.size), MIN_SIZE) / 2;
  const left = Math.min(from.x, to.x) - reach;
  const right = Math.max(from.x, to.x) + reach;
  const top = Math.min(from.y, to.y) - reach;
  const bottom = Math.max(from.y, to.y) + reach;
  const distance = capsule(from, to);
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
        stampTile(target, key, { left, right, top, bottom, radius }, distance, fall, mode);
      }
    }
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a tile lies in the brush's full strength: its level sets are convex, so the corners tell. */
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

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The brush's least on the way. */
  readonly radius: number;
}

/** Side of the squares that are skipped or filled as a whole. */
const BLOCK = 32;

function stampTile(
  target: StampTarget,
  key: number,
  bounds: Bounds,
  distance: (x: number, y: number) => number,
  fall: Falloff,
  mode: 'add' | 'subtract',
): void {
  const { width, height } = tileExtent(key, target.extent);
  const originX = keyColumn(key) * MASK_TILE;
  const originY = keyRow(key) * MASK_TILE;
  const firstX = Math.max(0, Math.floor(bounds.left - originX));
  const lastX = Math.min(width - 1, Math.ceil(bounds.right - originX));
  const firstY = Math.max(0, Math.floor(bounds.top - originY));
  const lastY = Math.min(height - 1, Math.ceil(bounds.bottom - originY));
  const add = mode === 'add';
  const settled = add ? 255 : 0;
  // Relative distances change by at most this much within half a block.
  const slack = (BLOCK * Math.SQRT1_2) / bounds.radius;
  // A private copy is made only once a value really changes.
  let writing = false;
  let tile = target.peek(key);
  for (let blockY = firstY; blockY <= lastY; blockY += BLOCK) {
    const endY = Math.min(blockY + BLOCK - 1, lastY);
    for (let blockX = firstX; blockX <= lastX; blockX += BLOCK) {
      const middle = distance(originX + blockX + BLOCK / 2, originY + blockY + BLOCK / 2);
      if (middle - slack > fall.outer) continue;
      const endX = Math.min(blockX + BLOCK - 1, lastX);
      const whole = middle + slack <= fall.inner;
      for (let y = blockY; y <= endY; y++) {
        for (let x = blockX; x <= endX; x++) {
          const at = y * MASK_TILE + x;
          const now = tile?.[at] ?? 0;
          if (now === settled) continue;
          const brush = whole ? 255 : strength(distance(originX + x + 0.5, originY + y + 0.5), fall);
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
  }
}
