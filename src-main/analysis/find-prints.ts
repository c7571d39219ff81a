import type { Point, Rectangle } from '../contract/geometry';
import type { RawPicture } from '../imaging/raw-picture';
import { markForeground } from './background';
import { connectedComponents } from './components';
import { areaOf, convexHull, leastRectangle } from './convex-hull';
import { closing, opening } from './morphology';
import { type Plane, withPicture } from './plane';
import { readReduced } from './read-reduced';

/** Long side of the copy that is analysed, in pixels. */
const ANALYSED_SIDE = 900;
/** Radius that closes gaps in a print and removes dust, in pixels of that copy. */
const GAP = 2;
/** Smallest share of the scanner's bed that is a print. */
const SMALLEST = 0.01;
/** Least share of its rectangle that a print fills, and largest share of the bed that a rectangle covers. */
const RECTANGULAR = 0.9;
const WHOLE_BED = 0.92;

/** A print on a scan: `area` (in picture pixels, before turning) turned clockwise about its middle by `angle`. */
export interface Print {
  readonly area: Rectangle;
  /** Degrees, -45 to 45. */
  readonly angle: number;
}

/**
 * Finds separate prints on one scan, largest first: connected parts that differ from the border's colour and fill their
 * least rectangle. Empty if the scan is one picture, because its border has several colours or the parts aren't
 * rectangles. It can't separate prints that touch or overlap, nor white borders from a white lid.
 */
export async function findPrints(raw: RawPicture, signal?: AbortSignal): Promise<Print[]> {
  const factor = Math.max(1, Math.ceil(Math.max(raw.width, raw.height) / ANALYSED_SIDE));
  const whole = { x: 0, y: 0, width: raw.width, height: raw.height };
  const colours = await withPicture(raw, (file) => readReduced(file, raw, whole, factor));
  signal?.throwIfAborted();
  return printsOn(colours).map(({ area, angle }) => ({
    area: {
      x: area.x * factor,
      y: area.y * factor,
      width: area.width * factor,
      height: area.height * factor,
    },
    angle,
  }));
}

/** Like findPrints, on a copy's colour channels and in its pixels. */
export function printsOn(colours: readonly Plane[]): Print[] {
  const [{ width, height }] = colours;
  const foreground = markForeground(colours);
  if (!foreground) return [];
  const marks = { width, height, data: Float32Array.from(foreground) };
  const closed = Uint8Array.from(opening(closing(marks, GAP), GAP).data);
  const found: Print[] = [];
  for (const { pixels } of connectedComponents(closed, width)) {
    if (pixels.length < SMALLEST * width * height) continue;
    const hull = convexHull(outline(pixels, width));
    const { x, y, angle, ...side } = leastRectangle(hull);
    const size = side.width * side.height;
    if (areaOf(hull) < RECTANGULAR * size || size > WHOLE_BED * width * height) continue;
    found.push({
      area: { x: x - side.width / 2, y: y - side.height / 2, width: side.width, height: side.height },
      angle: Math.round(angle * 100) / 100,
    });
  }
  return found.sort((a, b) => b.area.width * b.area.height - a.area.width * a.area.height);
}

/** The corners of each row's first and last pixel; a hull can't touch any others. */
function outline(pixels: readonly number[], width: number): Point[] {
  const rows = new Map<number, { left: number; right: number }>();
  for (const at of pixels) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const row = rows.get(y);
    if (!row) rows.set(y, { left: x, right: x });
    else {
      row.left = Math.min(row.left, x);
      row.right = Math.max(row.right, x);
    }
  }
  return [...rows].flatMap(([y, { left, right }]) => [
    { x: left, y },
    { x: left, y: y + 1 },
    { x: right + 1, y },
    { x: right + 1, y: y + 1 },
  ]);
}
