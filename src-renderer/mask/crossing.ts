import type { Point } from '../../src-main/contract/geometry';

/** Where a row crosses something: from `left` to `right`, in pixels with fractions. */
export interface Crossing {
  left: number;
  right: number;
}

/**
 * Writes to `found` where the row at `y` is within `radius` of the segment between two points; false if it isn't. That
 * area is convex: two circles at the ends and a band between them.
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
  // The row crosses a long side of the band if the crossing projects onto the segment.
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
