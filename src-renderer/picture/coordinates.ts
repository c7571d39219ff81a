import type { Extent } from '../../src-main/contract/geometry';

/**
 * Three spaces that must not be mixed; their points have brands. *screen* is relative to the page's client area, *view*
 * to the upper left corner of the stage or of one of its panes, both in CSS pixels; *picture* is the document in its own
 * pixels, where pixel (0, 0) covers 0 to 1 in both directions.
 */
declare const space: unique symbol;

interface In<Space extends string> {
  readonly [space]?: Space;
}

export interface ScreenPoint extends In<'screen'> {
  readonly x: number;
  readonly y: number;
}
export interface ViewPoint extends In<'view'> {
  readonly x: number;
  readonly y: number;
}
export interface PicturePoint extends In<'picture'> {
  readonly x: number;
  readonly y: number;
}

export const screenPoint = (x: number, y: number): ScreenPoint => ({ x, y });
export const viewPoint = (x: number, y: number): ViewPoint => ({ x, y });
export const picturePoint = (x: number, y: number): PicturePoint => ({ x, y });

/** Position of a box in another space: the stage in the page, or a pane in the stage. */
export interface Origin {
  readonly x: number;
  readonly y: number;
}

/** Converts from the page to a box whose corner is at `origin`. */
export const screenToView = (point: ScreenPoint, origin: Origin): ViewPoint =>
  viewPoint(point.x - origin.x, point.y - origin.y);

/** The picture's placement in the view: the position of its corner, and CSS pixels per picture pixel. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const viewToPicture = (point: ViewPoint, place: Placement): PicturePoint =>
  picturePoint((point.x - place.x) / place.scale, (point.y - place.y) / place.scale);

export const pictureToView = (point: PicturePoint, place: Placement): ViewPoint =>
  viewPoint(point.x * place.scale + place.x, point.y * place.scale + place.y);

/** The pixel that contains a point; null if the point is outside the picture. */
export function pixelAt(point: PicturePoint | null, extent: Extent): PicturePoint | null {
  if (point === null) return null;
  const x = Math.floor(point.x);
  const y = Math.floor(point.y);
  return x >= 0 && y >= 0 && x < extent.width && y < extent.height ? { x, y } : null;
}
