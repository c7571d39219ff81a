import type { Point } from '../contract/geometry';

/** The corners of the smallest convex polygon around the points, in order (A. M. Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(points: readonly Point[]): Point[] {
  const corners: Point[] = [];
  for (const point of points) {
    while (corners.length >= 2 && turn(corners[corners.length - 2], corners[corners.length - 1], point) <= 0)
      corners.pop();
    corners.push(point);
  }
  return corners;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** A rectangle given by its middle, turned clockwise (y down) by `angle` degrees, -45 < angle <= 45. */
export interface TurnedRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** The rectangle of least area around a convex polygon; one of its sides lies along a side of the polygon. */
export function leastRectangle(hull: readonly Point[]): TurnedRectangle {
  let best: TurnedRectangle = { x: hull[0]?.x ?? 0, y: hull[0]?.y ?? 0, width: 0, height: 0, angle: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < hull.length; i++) {
    const next = hull[(i + 1) % hull.length];
    const side = Math.atan2(next.y - hull[i].y, next.x - hull[i].x);
    const angle = side - Math.round(side / (Math.PI / 2)) * (Math.PI / 2);
    const rectangle = around(hull, angle);
    if (rectangle.width * rectangle.height < least) {
      least = rectangle.width * rectangle.height;
      best = rectangle;
    }
  }
  return best;
}

function around(hull: readonly Point[], angle: number): TurnedRectangle {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const along = hull.map(({ x, y }) => x * cosine + y * sine);
  const across = hull.map(({ x, y }) => y * cosine - x * sine);
  const [left, right] = [Math.min(...along), Math.max(...along)];
  const [top, bottom] = [Math.min(...across), Math.max(...across)];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: u * cosine - v * sine,
    y: u * sine + v * cosine,
    width: right - left,
    height: bottom - top,
    angle: (angle * 180) / Math.PI,
  };
}

/** Area of a polygon. */
export function areaOf(hull: readonly Point[]): number {
  let twice = 0;
  for (let i = 0; i < hull.length; i++) {
    const next = hull[(i + 1) % hull.length];
    twice += hull[i].x * next.y - next.x * hull[i].y;
  }
  return Math.abs(twice) / 2;
}
