import type { Extent, Rectangle } from '../../contract/geometry';
import { isDamaged } from '../../contract/mask';
import { MASK_TILE, type MaskTile } from '../../contract/window/mask-tiles';
import { WIDE_RADIUS } from '../../regions/coarse/levels';
import { COARSE_FACTOR } from '../../regions/coarse/shrink';
import { HALO } from '../../sampling/tiles';

/** The place of a stroke and the surroundings that are read to heal it, both in whole pixels of the photo. */
export interface StrokeArea {
  /** The damaged pixels' bounding box: nothing outside it changes. */
  readonly box: Rectangle;
  /** The box and its context, within the photo. */
  readonly known: Rectangle;
}

/** Wider holes start from a smaller copy, which needs as many of its own pixels as context. */
const WIDE = 2 * WIDE_RADIUS;

/** The place of a stroke; undefined if it damages nothing. */
export function strokeArea(tiles: readonly MaskTile[], photo: Extent): StrokeArea | undefined {
  let [left, top, right, bottom, damaged] = [photo.width, photo.height, 0, 0, 0];
  for (const { column, row, runs } of tiles) {
    for (const { x, y, width } of damagedRuns(runs)) {
      const from = column * MASK_TILE + x;
      left = Math.min(left, from);
      right = Math.max(right, from + width);
      top = Math.min(top, row * MASK_TILE + y);
      bottom = Math.max(bottom, row * MASK_TILE + y + 1);
      damaged += width;
    }
  }
  [right, bottom] = [Math.min(right, photo.width), Math.min(bottom, photo.height)];
  if (right <= left || bottom <= top) return undefined;
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const context = contextOf(damaged, box);
  const across = widened(left, right, context, photo.width);
  const down = widened(top, bottom, context, photo.height);
  return { box, known: { x: across.from, y: down.from, width: across.length, height: down.length } };
}

/** Pixels of context that a hole needs: one halo, in pixels of its smallest copy. */
function contextOf(damaged: number, { width, height }: Rectangle): number {
  // For a line it is the line's width; a closed curve only gets more context than it needs.
  let breadth = Math.min(width, height, damaged / Math.max(width, height));
  let context = HALO;
  for (; breadth > WIDE; breadth /= COARSE_FACTOR) context *= COARSE_FACTOR;
  return context;
}

/** The network works on multiples of this; the rest would be a mirror image. */
const STRIDE = 16;

function widened(from: number, to: number, context: number, length: number) {
  const wanted = Math.ceil((to - from + 2 * context) / STRIDE) * STRIDE;
  const kept = Math.min(length, wanted);
  const ideal = Math.floor((from + to - kept) / 2);
  return { from: Math.min(Math.max(0, ideal), length - kept), length: kept };
}

/** The damaged pixels of a tile, row by row. */
function* damagedRuns(runs: string): Generator<{ x: number; y: number; width: number }> {
  const bytes = Buffer.from(runs, 'base64');
  let at = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const end = at + bytes[i] + 1;
    if (isDamaged(bytes[i + 1])) {
      for (let start = at; start < end; ) {
        const x = start % MASK_TILE;
        const width = Math.min(end - start, MASK_TILE - x);
        yield { x, y: Math.floor(start / MASK_TILE), width };
        start += width;
      }
    }
    at = end;
  }
}

/** Whether a stroke damages the pixel at a point. */
export function isDamagedAt(tiles: readonly MaskTile[], x: number, y: number): boolean {
  return tiles.some(
    ({ column, row, runs }) =>
      column === Math.floor(x / MASK_TILE) &&
      row === Math.floor(y / MASK_TILE) &&
      [...damagedRuns(runs)].some(
        (run) => run.y === y % MASK_TILE && x % MASK_TILE >= run.x && x % MASK_TILE < run.x + run.width,
      ),
  );
}
