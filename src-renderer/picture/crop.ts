import type { Extent, Point, Rectangle } from '../../src-main/contract/geometry';
import { type PicturePoint, picturePoint } from './coordinates';
import type { CropFrame } from './stage-types';

/** The edges that a drag moves: -1 left or top, 1 right or bottom, 0 neither; 'move' moves the whole frame. */
export type CropGrip = 'move' | { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

/** The least side of a frame in pixels. */
const LEAST = 8;
/** Rounding error of a turned frame's corners, in pixels. */
const ROUNDING = 1e-6;

const middleOf = (area: Rectangle): PicturePoint =>
  picturePoint(area.x + area.width / 2, area.y + area.height / 2);

/** Turned clockwise (y points down) by `degrees`. */
function turned(x: number, y: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

/** A point relative to the frame's middle, along the frame's sides; the frame is turned clockwise by its angle. */
export function toFrame(point: PicturePoint, { area, angle }: CropFrame): Point {
  const middle = middleOf(area);
  return turned(point.x - middle.x, point.y - middle.y, -angle);
}

export function fromFrame(x: number, y: number, { area, angle }: CropFrame): PicturePoint {
  const middle = middleOf(area);
  const offset = turned(x, y, angle);
  return picturePoint(middle.x + offset.x, middle.y + offset.y);
}

/** The frame's corners on the picture, clockwise from its upper left one. */
export function cropCorners(frame: CropFrame): PicturePoint[] {
  const { width, height } = frame.area;
  const [x, y] = [width / 2, height / 2];
  return [fromFrame(-x, -y, frame), fromFrame(x, -y, frame), fromFrame(x, y, frame), fromFrame(-x, y, frame)];
}

/**
 * The grip of a press, within `reach` picture pixels of an edge; null outside the frame, and inside a frame that is the
 * whole picture, because it can't be moved.
 */
export function cropGrip(
  frame: CropFrame,
  point: PicturePoint,
  reach: number,
  extent: Extent,
): CropGrip | null {
  const { x, y } = toFrame(point, frame);
  const [halfWidth, halfHeight] = [frame.area.width / 2, frame.area.height / 2];
  if (Math.abs(x) > halfWidth + reach || Math.abs(y) > halfHeight + reach) return null;
  const edge = (value: number, half: number): -1 | 0 | 1 => {
    if (Math.abs(value) < half - Math.min(reach, half / 2)) return 0;
    return value < 0 ? -1 : 1;
  };
  const grip = { x: edge(x, halfWidth), y: edge(y, halfHeight) };
  if (grip.x !== 0 || grip.y !== 0) return grip;
  const { area, angle } = frame;
  return angle === 0 && area.width >= extent.width && area.height >= extent.height ? null : 'move';
}

/** The frame after its grip was dragged; its other edges don't move on the picture. */
export function cropDragged(
  frame: CropFrame,
  grip: CropGrip,
  from: PicturePoint,
  to: PicturePoint,
  extent: Extent,
): CropFrame {
  if (grip === 'move')
    return { ...frame, area: movedWithin(frame.area, to.x - from.x, to.y - from.y, extent) };
  const start = toFrame(from, frame);
  const end = toFrame(to, frame);
  const across = sideDragged(frame.area.width / 2, grip.x, end.x - start.x);
  const down = sideDragged(frame.area.height / 2, grip.y, end.y - start.y);
  const middle = fromFrame((across.low + across.high) / 2, (down.low + down.high) / 2, frame);
  const width = across.high - across.low;
  const height = down.high - down.low;
  const area = { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
  return { angle: frame.angle, area: frame.angle === 0 ? rounded(area, extent) : area };
}

/** Shrinks the frame about its middle until it lies inside the picture, so that a turn shows nothing from outside. */
export function cropWithin(frame: CropFrame, extent: Extent): CropFrame {
  const middle = middleOf(frame.area);
  const room = (offset: number, from: number, whole: number) =>
    offset === 0 ? 1 : (offset > 0 ? whole - from : from) / Math.abs(offset);
  const scale = Math.min(
    1,
    ...cropCorners(frame).flatMap(({ x, y }) => [
      room(x - middle.x, middle.x, extent.width),
      room(y - middle.y, middle.y, extent.height),
    ]),
  );
  if (scale === 1) return frame;
  const width = Math.max(LEAST, Math.floor(frame.area.width * scale));
  const height = Math.max(LEAST, Math.floor(frame.area.height * scale));
  return { ...frame, area: { x: middle.x - width / 2, y: middle.y - height / 2, width, height } };
}

/** Sets one number of the frame and clips it to the picture; unchanged if that is impossible. */
export function cropWith(name: keyof Rectangle, value: number, frame: CropFrame, extent: Extent): CropFrame {
  const [start, side] =
    name === 'x' || name === 'width' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const area = { ...frame.area, [name]: value };
  const from = Math.min(Math.max(area[start], 0), extent[side] - LEAST);
  const length = Math.max(Math.min(area[side], extent[side] - from), LEAST);
  const next = cropWithin({ ...frame, area: { ...area, [start]: from, [side]: length } }, extent);
  const isWithin = cropCorners(next).every(
    ({ x, y }) => Math.max(-x, -y, x - extent.width, y - extent.height) < ROUNDING,
  );
  return isWithin ? next : frame;
}

/** A new frame between two points. */
export function cropBetween(a: PicturePoint, b: PicturePoint, extent: Extent): CropFrame {
  const area = {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.max(Math.abs(a.x - b.x), LEAST),
    height: Math.max(Math.abs(a.y - b.y), LEAST),
  };
  return { area: rounded(area, extent), angle: 0 };
}

function sideDragged(half: number, edge: -1 | 0 | 1, by: number): { low: number; high: number } {
  if (edge === -1) return { low: Math.min(-half + by, half - LEAST), high: half };
  if (edge === 1) return { low: -half, high: Math.max(half + by, -half + LEAST) };
  return { low: -half, high: half };
}

function movedWithin(area: Rectangle, x: number, y: number, extent: Extent): Rectangle {
  const along = (value: number, side: number, whole: number) =>
    Math.round(Math.min(Math.max(value, 0), Math.max(0, whole - side)));
  return {
    ...area,
    x: along(area.x + x, area.width, extent.width),
    y: along(area.y + y, area.height, extent.height),
  };
}

/** Rounds to whole pixels within the picture, so that a crop without turning is lossless. */
function rounded(area: Rectangle, extent: Extent): Rectangle {
  const within = (value: number, whole: number) => Math.min(Math.max(Math.round(value), 0), whole);
  const x = Math.min(within(area.x, extent.width), Math.max(0, extent.width - LEAST));
  const y = Math.min(within(area.y, extent.height), Math.max(0, extent.height - LEAST));
  return {
    x,
    y,
    width: Math.max(within(area.x + area.width, extent.width) - x, Math.min(LEAST, extent.width)),
    height: Math.max(within(area.y + area.height, extent.height) - y, Math.min(LEAST, extent.height)),
  };
}
