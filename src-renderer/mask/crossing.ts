import type { Point } from './polygon';

/** From where to where a row crosses something. */
export interface Crossing {
  left: number;
  right: number;
}

/**
 * Where the row at `y` comes within `radius` of the way from one point to another: written to `found`, false where it
 * doesn't. What lies so near is convex, and the row crosses it where it crosses the two ends' circles or the band between.
 */
export function crossRow(from: Point, to: Point, y: number, radius: number, found: Crossing): boolean {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (let end = 0; end < 2; end++) {
    const point = end === 0 ? from : to;
    const half = radius * radius - (y - point.y) * (y - point.y);
    if (half < 0) continue;
    left = Math.min(left, point.x - Math.sqrt(half));
    right = Math.max(right, point.x + Math.sqrt(half));
  }
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  // The band's long sides cross the row where their foot lies on the way.
  for (let side = -1; side <= 1; side += 2) {
    if (dy === 0 || length === 0) break;
    const startX = from.x - (side * radius * dy) / length;
    const startY = from.y + (side * radius * dx) / length;
    const along = (y - startY) / dy;
    if (along < 0 || along > 1) continue;
    left = Math.min(left, startX + along * dx);
    right = Math.max(right, startX + along * dx);
  }
  found.left = left;
  found.right = right;
  return left <= right;
}
