import { type Component, shapeOf } from './components';
import type { Plane } from './plane';

/** What a thin structure must be to count as damage. */
export interface DamageLimits {
  /** Contrast in levels that is always needed. */
  readonly contrast: number;
  /** Contrast in multiples of what thin structures around have in the mean. */
  readonly standsOut: number;
  /** Contrast in multiples of what the ground beside it varies. */
  readonly flat: number;
  /** Length of a line in pixels. */
  readonly length: number;
  /** Length of a line over its mean width. */
  readonly slender: number;
  /** Share of pixels around that may be thin structures too: in texture nothing is a scratch. */
  readonly crowd: number;
}

/** From sensitivity 0, only what is plain, to 1, all that might be. */
export function limitsOf(sensitivity: number, noise: number): DamageLimits {
  const between = (strict: number, lax: number) => strict + (lax - strict) * sensitivity;
  return {
    contrast: Math.max(between(16, 4), between(7, 3) * noise),
    standsOut: between(9, 3),
    flat: between(5, 1),
    length: between(48, 12),
    slender: between(9, 3.5),
    crowd: between(0.03, 0.12),
  };
}

/** Where a component of candidates lies. */
export interface Surroundings {
  /** Half the width of the structures looked for. */
  readonly radius: number;
  /** Pixels of the window that `crowd` is a mean over. */
  readonly window: number;
  /** Share of candidates around each pixel. */
  readonly crowd: Plane;
  /** Contrast of each pixel. */
  readonly thin: Plane;
}

/** A line that stands fairly free, or anything small that stands alone; nothing that lies along the border. */
export function isDamage(
  component: Component,
  { radius, window, crowd, thin }: Surroundings,
  limits: DamageLimits,
): boolean {
  const { width, height } = thin;
  const edge = 2 * radius + 2;
  const inside = component.pixels.some((at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x >= edge && y >= edge && x < width - edge && y < height - edge;
  });
  if (!inside) return false;
  const { area, length, breadth } = shapeOf(component, width);
  let around = 0;
  let contrast = 0;
  for (const at of component.pixels) {
    around += crowd.data[at] / area;
    contrast += thin.data[at] / area;
  }
  const line =
    length >= Math.max(limits.length, limits.slender * (area / length)) &&
    breadth <= Math.max(4 * radius, 0.25 * length);
  if (line) return around <= limits.crowd;
  const others = around - area / window;
  return area >= 4 && contrast >= 1.2 * limits.contrast && others <= limits.crowd / 3;
}
