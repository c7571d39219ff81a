import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import { type GetTile, paintPicture } from './paint-picture';
import type { PlacedPicture } from './scene';

/** Longest side of the overview in CSS pixels. */
export const NAVIGATOR_SIDE = 160;

/** CSS pixels per document pixel in the overview. */
export const navigatorScale = (extent: Extent): number =>
  NAVIGATOR_SIDE / Math.max(extent.width, extent.height);

/** Paints the whole document at a small size, and the frame of the visible area. */
export function paintNavigator(
  context: CanvasRenderingContext2D,
  stack: readonly PlacedPicture[],
  extent: Extent,
  visible: Rectangle,
  ratio: number,
  get: GetTile,
): void {
  const scale = navigatorScale(extent);
  const pane = { x: 0, width: extent.width * scale, height: extent.height * scale, before: 0 };
  const sight = {
    extent,
    place: { scale, x: 0, y: 0 },
    panes: [pane],
    ratio,
    visible: { x: 0, y: 0, ...extent },
  };
  for (const placed of stack) paintPicture(context, placed, pane, sight, get);
  const unit = scale * ratio;
  const frame = [visible.x * unit, visible.y * unit, visible.width * unit, visible.height * unit] as const;
  context.strokeStyle = 'rgb(0 0 0 / 75%)';
  context.lineWidth = 4 * ratio;
  context.strokeRect(...frame);
  context.strokeStyle = '#fff';
  context.lineWidth = 2 * ratio;
  context.strokeRect(...frame);
}
