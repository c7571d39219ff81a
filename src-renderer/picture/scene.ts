import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import type { PictureRef } from '../../src-main/contract/window/basics';
import type { Placement } from './coordinates';
import type { Pane } from './panes';
import type { StageLayer } from './stage-types';

/** A picture and its position in the document. */
export interface PlacedPicture {
  readonly picture: PictureRef;
  /** In document pixels. */
  readonly area: Rectangle;
  /** 0 to 1. */
  readonly opacity: number;
}

/** The geometry that painters need. */
export interface Sight {
  readonly extent: Extent;
  readonly place: Placement;
  readonly panes: readonly Pane[];
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** The part of the document that each pane shows, in document pixels. */
  readonly visible: Rectangle;
}

/** The document's x in this pane, in device pixels from the stage's left edge. */
export const deviceX = (x: number, pane: Pane, sight: Sight): number =>
  (pane.x + sight.place.x + x * sight.place.scale) * sight.ratio;

export const deviceY = (y: number, sight: Sight): number =>
  (sight.place.y + y * sight.place.scale) * sight.ratio;

/** A box of document pixels in whole device pixels, so that neighbours have no gap or overlap. */
export function deviceBox(area: Rectangle, pane: Pane, sight: Sight): Rectangle {
  const x = Math.round(deviceX(area.x, pane, sight));
  const y = Math.round(deviceY(area.y, sight));
  return {
    x,
    y,
    width: Math.round(deviceX(area.x + area.width, pane, sight)) - x,
    height: Math.round(deviceY(area.y + area.height, sight)) - y,
  };
}

/** A pane in whole device pixels of the stage. */
export function paneBox(pane: Pane, { ratio }: Sight): Rectangle {
  const x = Math.round(pane.x * ratio);
  return { x, y: 0, width: Math.round((pane.x + pane.width) * ratio) - x, height: pane.height * ratio };
}

/** The intersection of two areas; null if they don't overlap. */
export function common(a: Rectangle, b: Rectangle): Rectangle | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The document's own picture, followed by the layers of the 'before' side, and by all layers. */
export function stacks(
  picture: PictureRef,
  extent: Extent,
  layers: readonly StageLayer[],
): {
  before: readonly (PlacedPicture & { id: string })[];
  after: readonly (PlacedPicture & { id: string })[];
} {
  const own = { id: '', picture, area: { x: 0, y: 0, ...extent }, opacity: 1 };
  return { before: [own, ...layers.filter((layer) => layer.over === 'always')], after: [own, ...layers] };
}
