import type { Point } from '../../src-main/contract/geometry';
import { cropCorners } from './crop';
import type { Pane } from './panes';
import type { Sight } from './scene';
import type { CropFrame } from './stage-types';
import { twoToned } from './two-toned';

/** Converts a point of the document to device pixels. */
export type At = (point: Point) => [number, number];

/** Darkens the area outside the frame, and draws the frame with its thirds and corners. */
export function paintCrop(
  context: CanvasRenderingContext2D,
  crop: CropFrame,
  pane: Pane,
  sight: Sight,
  at: At,
): void {
  const corners = cropCorners(crop).map(at);
  const [a, b, c, d] = corners;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  // The pane's box and the frame, filled by the even-odd rule, darken everything outside the frame.
  context.fillStyle = 'rgb(0 0 0 / 55%)';
  context.beginPath();
  context.rect(pane.x * sight.ratio, 0, pane.width * sight.ratio, pane.height * sight.ratio);
  context.moveTo(...a);
  for (const corner of [b, c, d]) context.lineTo(...corner);
  context.closePath();
  context.fill('evenodd');
  const between = (from: [number, number], to: [number, number], share: number) =>
    [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const;
  context.strokeStyle = 'rgb(255 255 255 / 45%)';
  context.lineWidth = sight.ratio;
  context.beginPath();
  for (const share of [1 / 3, 2 / 3]) {
    for (const [from, to] of [
      [between(a, b, share), between(d, c, share)],
      [between(a, d, share), between(b, c, share)],
    ] as const) {
      context.moveTo(...from);
      context.lineTo(...to);
    }
  }
  context.stroke();
  twoToned(context, sight.ratio, () => {
    context.moveTo(...a);
    for (const corner of [b, c, d]) context.lineTo(...corner);
    context.closePath();
  });
  context.fillStyle = '#fff';
  const side = 7 * sight.ratio;
  for (const [x, y] of corners) context.fillRect(x - side / 2, y - side / 2, side, side);
}
