import type { Extent, Point } from '../../contract/geometry';
import { MASK_TILE, type MaskTile, packRuns } from '../../contract/window/mask-tiles';
import type { LineEvidence } from './line-evidence';
import { FADE, GROWTH } from './marks';
import { type Scratch, traceScratch, walk } from './trace-scratch';

/** Half the width of the widest scratch that is measured, in pixels. */
const WIDEST = 6;
const FINE = 0.5;

/**
 * Half the width of a scratch in pixels, at half of its height. It is measured on the mean profile over the whole
 * length, because single pixels don't show a faint line.
 */
export function halfWidth(evidence: LineEvidence, { points, sign }: Scratch): number {
  const path = walk(points);
  const profile: number[] = [];
  for (let aside = -WIDEST; aside <= WIDEST; aside += FINE) {
    let [sum, count] = [0, 0];
    for (const [i, point] of path.entries()) {
      const normal = normalAt(path, i);
      const value = evidence.at(point.x + aside * normal.x, point.y + aside * normal.y);
      if (value === undefined) continue;
      sum += sign * value;
      count++;
    }
    profile.push(sum / Math.max(1, count));
  }
  const middle = WIDEST / FINE;
  const half = Math.max(...profile.slice(middle - 2, middle + 3)) / 2;
  let [left, right] = [middle, middle];
  while (left > 0 && profile[left - 1] > half) left--;
  while (right < profile.length - 1 && profile[right + 1] > half) right++;
  return FINE * Math.max(1, middle - left, right - middle);
}

function normalAt(path: readonly Point[], i: number): Point {
  const [before, after] = [path[Math.max(0, i - 6)], path[Math.min(path.length - 1, i + 6)]];
  const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
  return { x: (before.y - after.y) / length, y: (after.x - before.x) / length };
}

/** The marks of the scratch at a point, wider by a margin in pixels, as tiles of a mask; none if there is no visible scratch. */
export async function tracedTiles(evidence: LineEvidence, at: Point, margin: number): Promise<MaskTile[]> {
  const scratch = await traceScratch(evidence, at);
  return scratch ? scratchTiles(scratch, halfWidth(evidence, scratch) + margin, evidence) : [];
}

/** The marks of a line of this half width, with the soft edge that found damage has (marksOf). */
export function scratchTiles(
  { points }: Pick<Scratch, 'points'>,
  half: number,
  { width, height }: Extent,
): MaskTile[] {
  const tiles = new Map<string, Uint8Array>();
  const reach = half + GROWTH + 1;
  for (const { x, y } of walk(points)) {
    for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(height - 1, y + reach); row++) {
      for (
        let column = Math.max(0, Math.ceil(x - reach));
        column <= Math.min(width - 1, x + reach);
        column++
      ) {
        const distance = Math.hypot(column - x, row - y);
        if (distance > reach) continue;
        const key = `${Math.floor(column / MASK_TILE)} ${Math.floor(row / MASK_TILE)}`;
        const tile = tiles.get(key) ?? new Uint8Array(MASK_TILE * MASK_TILE);
        tiles.set(key, tile);
        const at = (row % MASK_TILE) * MASK_TILE + (column % MASK_TILE);
        tile[at] = Math.max(tile[at], distance <= reach - 1 ? 255 : FADE);
      }
    }
  }
  return [...tiles].map(([key, values]) => {
    const [column, row] = key.split(' ').map(Number);
    return { column, row, runs: packRuns(values) };
  });
}
