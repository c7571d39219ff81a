import type { Point } from '../../../src-main/contract/geometry';
import { LIMITS } from './repair';

interface Ends {
  readonly from: Point;
  readonly to: Point;
}

/**
 * Length in whole pixels and angle in whole degrees (clockwise from horizontal, -90 to 90: a streak has no direction)
 * of a drawn streak, limited to LIMITS.
 */
export function measureStreak({ from, to }: Ends): { readonly length: number; readonly angle: number } {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.min(LIMITS.length.max, Math.max(LIMITS.length.min, Math.hypot(x, y)));
  let angle = (Math.atan2(y, x) * 180) / Math.PI;
  if (angle > 90) angle -= 180;
  if (angle <= -90) angle += 180;
  return { length: Math.round(length), angle: Math.round(angle) };
}
