/** A brush at one place in picture pixels; pixel (0, 0) has its middle at (0.5, 0.5). */
export interface BrushPoint {
  readonly x: number;
  readonly y: number;
  /** Diameter in pixels. */
  readonly size: number;
}

/** How a brush fades: distances relative to its radius, 1 within `inner`, 0 beyond `outer`. */
export interface Falloff {
  readonly inner: number;
  readonly outer: number;
}

export const MIN_SIZE = 1;

/**
 * The falloff of a brush of this hardness (0 to 1) and nominal diameter: even the hardest fades over one pixel, centred
 * on the circle. It depends only on the nominal size, not on a pen's pressure, so that a stroke doesn't depend on where
 * its points lie.
 */
export function falloff(hardness: number, size: number): Falloff {
  const pixel = 1 / Math.max(size, MIN_SIZE);
  return { inner: Math.max(0, Math.min(hardness, 1 - pixel)), outer: 1 + pixel };
}

/**
 * The path of a brush whose diameter changes evenly from one point to another. Returns a function of a place: the least
 * distance from the brush's middle along the path, relative to the radius there. It is the exact minimum over the path,
 * so it doesn't matter how a stroke is cut into pieces.
 *
 * With u along the path, foot a and distance h from the line, and radius r0 + k u, the minimum of ((u-a)^2 + h^2) / (r0
 * + k u)^2 lies at u = a + k h^2 / (r0 + k a); the quotient has convex level sets, so clamping to the path's ends is
 * right.
 */
export function capsule(from: BrushPoint, to: BrushPoint): (x: number, y: number) => number {
  const start = Math.max(from.size, MIN_SIZE) / 2;
  const end = Math.max(to.size, MIN_SIZE) / 2;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  if (length < 1e-9) {
    const radius = Math.max(start, end);
    return (x, y) => Math.hypot(x - from.x, y - from.y) / radius;
  }
  const ux = dx / length;
  const uy = dy / length;
  const slope = (end - start) / length;
  return (x, y) => {
    const foot = (x - from.x) * ux + (y - from.y) * uy;
    const aside = (x - from.x) * uy - (y - from.y) * ux;
    const there = start + slope * foot;
    const best = there > 0 ? foot + (slope * aside * aside) / there : slope > 0 ? length : 0;
    const u = Math.min(Math.max(best, 0), length);
    const along = foot - u;
    return Math.sqrt(along * along + aside * aside) / (start + slope * u);
  };
}

/** The mask's value, 0 to 255, at a relative distance. */
export function strength(distance: number, { inner, outer }: Falloff): number {
  if (distance <= inner) return 255;
  if (distance >= outer) return 0;
  const t = (outer - distance) / (outer - inner);
  return Math.round(255 * t * t * (3 - 2 * t));
}
