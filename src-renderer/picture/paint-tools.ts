import type { Point } from '../../src-main/contract/geometry';
import type { Gesture, Sketch } from '../mask/gesture';
import { cropCorners } from './crop';
import type { Cursor } from './crosshair';
import type { Pane } from './panes';
import { deviceX, deviceY, type Sight } from './scene';
import type { CropFrame, DrawnLine, StageProps } from './stage-types';
import { twoToned } from './two-toned';

/** The drawing of a tool over picture and mask. */
export interface ToolDrawing {
  readonly sketch: Sketch;
  /** Width of the line being drawn, in picture pixels. */
  readonly lineWidth: number;
  readonly crop: CropFrame | null;
  readonly streak: DrawnLine | null;
}

/** Paints sketch, crop frame and streak into a pane. The context's units are device pixels. */
export function paintTools(
  context: CanvasRenderingContext2D,
  drawing: ToolDrawing,
  pane: Pane,
  sight: Sight,
): void {
  const at = (point: Point): [number, number] => [deviceX(point.x, pane, sight), deviceY(point.y, sight)];
  if (drawing.crop !== null) paintCrop(context, drawing.crop, pane, sight, at);
  if (drawing.streak !== null) {
    paintWay(context, [drawing.streak.from, drawing.streak.to].map(at), sight.ratio, true);
  }
  paintSketch(context, drawing, sight, at);
}

function paintSketch(context: CanvasRenderingContext2D, drawing: ToolDrawing, sight: Sight, at: At): void {
  const { sketch } = drawing;
  switch (sketch.kind) {
    case 'lasso':
      paintWay(context, sketch.points.map(at), sight.ratio, false);
      return;
    case 'rectangle': {
      const [x, y] = at(sketch.from);
      const [endX, endY] = at(sketch.to);
      twoToned(context, sight.ratio, () => context.rect(x, y, endX - x, endY - y));
      return;
    }
    case 'line': {
      const points = [...sketch.points, sketch.hover].map(at);
      context.strokeStyle = 'rgb(255 38 56 / 55%)';
      context.lineWidth = Math.max(drawing.lineWidth * sight.place.scale * sight.ratio, 1);
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.beginPath();
      for (const [x, y] of points) context.lineTo(x, y);
      context.stroke();
      paintWay(context, points, sight.ratio, true);
      return;
    }
    case 'streak':
      paintWay(context, [sketch.from, sketch.to].map(at), sight.ratio, true);
      return;
    case 'none':
    case 'stroke':
      return;
  }
}

function paintWay(
  context: CanvasRenderingContext2D,
  points: readonly [number, number][],
  ratio: number,
  knots: boolean,
): void {
  twoToned(context, ratio, () => {
    for (const [x, y] of points) context.lineTo(x, y);
  });
  if (!knots) return;
  for (const [x, y] of points) {
    twoToned(context, ratio, () => context.arc(x, y, 3 * ratio, 0, 2 * Math.PI));
  }
}

/** The drawing of the current tool over picture and mask. */
export function toolDrawing(props: StageProps, gesture: Gesture): ToolDrawing {
  const { tool, options } = props;
  return {
    sketch: gesture.sketch,
    lineWidth: options.size,
    crop: tool === 'crop' ? (props.crop ?? null) : null,
    streak: tool === 'streak' ? (props.streak ?? null) : null,
  };
}

/** The brush under the pointer or crosshair: its diameter in picture pixels, 0 for none; null if nothing is shown. */
export function brushCursor({ tool, options }: StageProps, cursor: Cursor | null) {
  const brush = tool === 'heal' || tool === 'brush' || tool === 'eraser' || tool === 'line';
  if (cursor === null || (!brush && !cursor.crosshair)) return null;
  return { ...cursor, size: brush ? options.size : 0 };
}

/** Converts a point of the document to device pixels. */
type At = (point: Point) => [number, number];

/** Darkens the area outside the frame, and draws the frame with its thirds and corners. */
function paintCrop(
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
