import type { Extent } from '../../src-main/contract/geometry';
import { type PicturePoint, picturePoint } from './coordinates';

/** The position of the pointer or of the keyboard's crosshair. */
export interface Cursor {
  readonly point: PicturePoint;
  readonly crosshair: boolean;
}

/** Picture pixels per press of an arrow key; `coarse` with Shift. */
export const STEPS = { fine: 1, coarse: 10 } as const;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The direction of a key, x to the right and y down; null if it isn't an arrow key. */
export const arrowOf = (key: string): readonly [number, number] | null => ARROWS[key] ?? null;

/** The crosshair after a step, in the middle of a picture pixel. */
export function stepped(
  from: PicturePoint,
  [x, y]: readonly [number, number],
  step: number,
  extent: Extent,
): PicturePoint {
  const along = (value: number, by: number, side: number) =>
    Math.min(Math.max(Math.floor(value) + by * step, 0), side - 1) + 0.5;
  return picturePoint(along(from.x, x, extent.width), along(from.y, y, extent.height));
}

/** The next brush size up or down: a tenth, at least a pixel, between 1 and 2000 pixels. */
export function steppedSize(size: number, direction: 1 | -1): number {
  const step = Math.max(1, Math.round(size / 10));
  return Math.min(Math.max(Math.round(size) + direction * step, 1), 2000);
}
