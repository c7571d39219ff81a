import { type Component, shapeOf } from './components';
import type { Plane } from './plane';

/** The conditions under which a thin structure counts as damage. */
export interface DamageLimits {
  /** Least contrast in levels. */
  readonly contrast: number;
  /** Least contrast in multiples of the mean contrast of thin structures around. */
  readonly standsOut: number;
  /** Least contrast in multiples of the variation of the background beside it. */
  readonly flat: number;
  /** Least length of a line in pixels. */
  readonly length: number;
  /** Least ratio of a line's length to its mean width. */
  readonly slender: number;
  /** Largest share of surrounding pixels that are thin structures too, because texture has no scratches. */
  readonly crowd: number;
}

/** The limits for a sensitivity from 0 (only obvious damage) to 1 (all possible damage). */
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

/** The surroundings of a component of candidates. */
export interface Surroundings {
  /** Half the width of the structures to find. */
  readonly radius: number;
  /** Number of pixels of the window over which `crowd` is averaged. */
  readonly window: number;
  /** Share of candidates around each pixel. */
  readonly crowd: Plane;
  /** Contrast of each pixel. */
  readonly thin: Plane;
}

/** Whether a component is damage: a fairly isolated line, or an isolated speck, but nothing along the border. */
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
