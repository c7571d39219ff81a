import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { FULL_TILE, keyColumn, keyRow, type MaskTiles } from '../mask/tiles';
import { MASK_COLOURS, type MaskImages } from './mask-images';
import { PIXELS_FROM } from './paint-picture';
import type { Pane } from './panes';
import { common, deviceBox, type Sight } from './scene';

/** How strongly the mask colours the picture. */
const OVERLAY = 0.55;

/** Paints a mask's tiles into a pane: coloured over the picture, or white on black alone. Units are device pixels. */
export function paintMask(
  context: CanvasRenderingContext2D,
  tiles: MaskTiles,
  shown: 'overlay' | 'alone',
  pane: Pane,
  sight: Sight,
  images: MaskImages,
): void {
  const zoom = sight.place.scale * sight.ratio;
  const reduction = Math.min(Math.max(Math.floor(Math.log2(1 / zoom)), 0), 5);
  const photo = { x: 0, y: 0, ...sight.extent };
  context.imageSmoothingEnabled = zoom < PIXELS_FROM;
  if (shown === 'alone') {
    const box = deviceBox(photo, pane, sight);
    context.fillStyle = '#000';
    context.fillRect(box.x, box.y, box.width, box.height);
  }
  context.globalAlpha = shown === 'alone' ? 1 : OVERLAY;
  context.fillStyle = `rgb(${MASK_COLOURS[shown].join(' ')})`;
  for (const [key, tile] of tiles) {
    const area = {
      x: keyColumn(key) * MASK_TILE,
      y: keyRow(key) * MASK_TILE,
      width: MASK_TILE,
      height: MASK_TILE,
    };
    if (common(area, sight.visible) === null) continue;
    const box = deviceBox(area, pane, sight);
    if (tile === FULL_TILE) context.fillRect(box.x, box.y, box.width, box.height);
    else {
      const image = images.image(key, tile, { reduction, shown });
      if (image !== null) context.drawImage(image, box.x, box.y, box.width, box.height);
    }
  }
  context.globalAlpha = 1;
}
