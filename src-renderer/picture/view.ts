import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import {
  type PicturePoint,
  type Placement,
  pictureToView,
  type ViewPoint,
  viewPoint,
  viewToPicture,
} from './coordinates';

/** The constants during zooming and panning: the extents of picture and pane, and the screen's resolution. */
export interface Frame {
  /** In picture pixels. */
  readonly picture: Extent;
  /** In CSS pixels. */
  readonly pane: Extent;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

/** Device pixels per picture pixel: 800 %. */
export const MAX_ZOOM = 8;
/** Margin around a fitted picture in CSS pixels. */
const MARGIN = 16;

export const zoomOf = (place: Placement, frame: Frame): number => place.scale * frame.ratio;

/** CSS pixels per picture pixel at which an area fits the pane. */
function fitScale(area: Extent, frame: Frame): number {
  const room = (side: number) => Math.max(side - 2 * MARGIN, side / 2, 1);
  return Math.min(room(frame.pane.width) / area.width, room(frame.pane.height) / area.height);
}

/** The least scale: that of the whole picture, or 100 % if that is less. */
export function minScale(frame: Frame): number {
  return Math.min(fitScale(frame.picture, frame), 1 / frame.ratio);
}

/** The whole picture as large as it fits; tiny ones at 100 %. */
export function fitted(frame: Frame): Placement {
  return centred(minScale(frame), { x: frame.picture.width / 2, y: frame.picture.height / 2 }, frame);
}

/** An area of the picture as large as it fits, at most 800 %. */
export function showing(area: Rectangle, frame: Frame): Placement {
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  return centred(withinZooms(fitScale(area, frame), frame), middle, frame);
}

/** One picture pixel per device pixel, about the pane's middle. */
export function actualSize(place: Placement, frame: Frame): Placement {
  return zoomedTo(1 / frame.ratio, middleOf(frame), place, frame);
}

/** Zoomed by a factor about the fixed point `about`. */
export function zoomed(factor: number, about: ViewPoint, place: Placement, frame: Frame): Placement {
  return zoomedTo(place.scale * factor, about, place, frame);
}

function zoomedTo(scale: number, about: ViewPoint, place: Placement, frame: Frame): Placement {
  const next = withinZooms(scale, frame);
  const fixed = viewToPicture(about, place);
  return held({ scale: next, x: about.x - fixed.x * next, y: about.y - fixed.y * next }, frame);
}

export function panned(x: number, y: number, place: Placement, frame: Frame): Placement {
  return held({ scale: place.scale, x: place.x + x, y: place.y + y }, frame);
}

/** Keeps the same point in the middle after a change of the pane or the screen. */
export function reframed(place: Placement, before: Frame, after: Frame): Placement {
  const middle = viewToPicture(middleOf(before), place);
  return centred(withinZooms((place.scale * before.ratio) / after.ratio, after), middle, after);
}

/** Places a picture point in the pane's middle. */
export function centred(scale: number, middle: PicturePoint, frame: Frame): Placement {
  const { x, y } = middleOf(frame);
  return held({ scale, x: x - middle.x * scale, y: y - middle.y * scale }, frame);
}

/** Moves as little as necessary so that a picture point is at least `margin` CSS pixels inside the pane. */
export function revealed(point: PicturePoint, margin: number, place: Placement, frame: Frame): Placement {
  const at = pictureToView(point, place);
  const inside = (value: number, side: number) => {
    const free = Math.min(margin, side / 2);
    return Math.min(Math.max(value, free), side - free);
  };
  return panned(inside(at.x, frame.pane.width) - at.x, inside(at.y, frame.pane.height) - at.y, place, frame);
}

/** The part of the picture that the pane shows, in picture pixels and within the picture. */
export function visibleArea(place: Placement, frame: Frame): Rectangle {
  const start = viewToPicture(viewPoint(0, 0), place);
  const end = viewToPicture(viewPoint(frame.pane.width, frame.pane.height), place);
  const x = Math.max(0, start.x);
  const y = Math.max(0, start.y);
  return {
    x,
    y,
    width: Math.max(Math.min(end.x, frame.picture.width) - x, Number.MIN_VALUE),
    height: Math.max(Math.min(end.y, frame.picture.height) - y, Number.MIN_VALUE),
  };
}

export const middleOf = (frame: Frame): ViewPoint => viewPoint(frame.pane.width / 2, frame.pane.height / 2);

export const samePlacement = (a: Placement, b: Placement): boolean =>
  Math.abs(a.scale / b.scale - 1) < 1e-9 && Math.abs(a.x - b.x) < 0.01 && Math.abs(a.y - b.y) < 0.01;

function withinZooms(scale: number, frame: Frame): number {
  return Math.min(Math.max(scale, minScale(frame)), MAX_ZOOM / frame.ratio);
}

/**
 * Keeps the picture visible: centred if it is smaller than the pane, otherwise with at most half a pane of surround, so
 * that its corners can be moved to the middle. Corners are at whole device pixels, so that pixels are sharp at 100 %.
 */
function held({ scale, x, y }: Placement, { picture, pane, ratio }: Frame): Placement {
  const along = (offset: number, side: number, room: number) => {
    const free = side <= room ? (room - side) / 2 : Math.min(Math.max(offset, room / 2 - side), room / 2);
    return Math.round(free * ratio) / ratio;
  };
  return {
    scale,
    x: along(x, picture.width * scale, pane.width),
    y: along(y, picture.height * scale, pane.height),
  };
}
