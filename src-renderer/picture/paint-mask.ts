import type { PictureArea } from '../../src-main/contract/window/basics';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { FULL_TILE, keyColumn, keyRow, type MaskTiles } from '../mask/tiles';
import { MASK_COLOURS, type MaskImages } from './mask-images';
import { PIXELS_FROM } from './paint-picture';
import type { Pane } from './panes';
import { common, deviceBox, type Sight } from './scene';

/** How strongly the mask colours the picture. */
const OVERLAY = 0.55;

/**
 * Paints a mask's tiles into a pane: coloured over the picture, or white on black alone. Units are device pixels. With
 * `only`, these tiles alone, over what was there: a stroke changes a few of thousands.
 */
export function paintMask(
  context: CanvasRenderingContext2D,
  tiles: MaskTiles,
  shown: 'overlay' | 'alone',
  pane: Pane,
  sight: Sight,
  images: MaskImages,
  only: ReadonlySet<number> | null,
): void {
  const zoom = sight.place.scale * sight.ratio;
  const reduction = Math.min(Math.max(Math.floor(Math.log2(1 / zoom)), 0), 5);
  const photo = { x: 0, y: 0, ...sight.extent };
  context.imageSmoothingEnabled = zoom < PIXELS_FROM;
  const ground = (area: PictureArea) => {
    const within = common(area, photo);
    if (shown !== 'alone' || within === null) return;
    const box = deviceBox(within, pane, sight);
    context.fillStyle = '#000';
    context.fillRect(box.x, box.y, box.width, box.height);
  };
  if (only === null) ground(photo);
  else {
    for (const area of inSight(only, sight)) {
      const box = deviceBox(area, pane, sight);
      context.clearRect(box.x, box.y, box.width, box.height);
      ground(area);
    }
  }
  context.globalAlpha = shown === 'alone' ? 1 : OVERLAY;
  context.fillStyle = `rgb(${MASK_COLOURS[shown].join(' ')})`;
  for (const key of only ?? tiles.keys()) {
    const tile = tiles.get(key);
    const area = tileArea(key);
    if (tile === undefined || common(area, sight.visible) === null) continue;
    const box = deviceBox(area, pane, sight);
    if (tile === FULL_TILE) context.fillRect(box.x, box.y, box.width, box.height);
    else {
      const image = images.image(key, tile, { reduction, shown });
      if (image !== null) context.drawImage(image, box.x, box.y, box.width, box.height);
    }
  }
  context.globalAlpha = 1;
}

function tileArea(key: number): PictureArea {
  return {
    x: keyColumn(key) * MASK_TILE,
    y: keyRow(key) * MASK_TILE,
    width: MASK_TILE,
    height: MASK_TILE,
  };
}

function inSight(keys: ReadonlySet<number>, { visible }: Sight): PictureArea[] {
  return [...keys].map(tileArea).filter((area) => common(area, visible) !== null);
}
