import { around, type Rectangle } from '../../src-main/contract/geometry';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { FULL_TILE, keyColumn, keyRow, type MaskTiles } from '../mask/tiles';
import type { MaskGrid } from './mask-grid';
import { MASK_COLOURS, type MaskImages } from './mask-images';
import { PIXELS_FROM } from './paint-picture';
import type { Pane } from './panes';
import { common, deviceBox, paneBox, type Sight } from './scene';

/** Opacity of the mask over the picture, and over black when it is shown alone. */
const OPACITY = { overlay: 0.55, alone: 1 } as const;

/** The part of a mask to repaint. */
export interface MaskPatch {
  /** Keys of tiles. */
  readonly keys: ReadonlySet<number>;
  /** The area within them, in picture pixels; null for all. */
  readonly within: Rectangle | null;
}

/** The union of two patches. */
export function bothPatches(a: MaskPatch, b: MaskPatch): MaskPatch {
  return {
    keys: new Set([...a.keys, ...b.keys]),
    within: a.within && b.within && around(a.within, b.within),
  };
}

/**
 * Paints a mask's tiles into a pane: coloured over the picture, or alone in white on black. Units are device pixels. With
 * `only`, only that part is repainted, because a stroke changes little of thousands of tiles. If the overlaid mask shows
 * another picture in place of its colour, `through` paints that picture.
 */
export function paintMask(
  grid: MaskGrid,
  tiles: MaskTiles,
  shown: 'overlay' | 'alone',
  pane: Pane,
  sight: Sight,
  images: MaskImages,
  only: MaskPatch | null,
  through: ((context: CanvasRenderingContext2D, pane: Pane) => void) | null,
): void {
  const isThrough = through !== null && shown === 'overlay';
  const placed = inSight(only?.keys ?? tiles.keys(), pane, sight);
  const whole = paneBox(pane, sight);
  const photo = common(deviceBox({ x: 0, y: 0, ...sight.extent }, pane, sight), whole);
  const changed = only?.within ? common(whole, deviceBox(reach(only.within, sight), pane, sight)) : whole;
  if (changed === null) return;
  for (const cell of grid.cells()) {
    const part = common(cell.area, changed);
    if (part === null) continue;
    const here = placed.filter(({ box }) => common(box, part) !== null);
    const ground = shown === 'alone' ? photo : null;
    if (here.length === 0 && (only !== null || ground === null)) continue;
    cell.paint(part, (context) => {
      if (only === null) paintGround(context, ground, part);
      else for (const { box } of here) paintGround(context, ground, box);
      paintTiles(context, here, tiles, shown, isThrough ? 1 : OPACITY[shown], sight, images);
      if (!isThrough) return;
      // Only where the mask is, with its alpha.
      context.globalCompositeOperation = 'source-atop';
      through(context, pane);
    });
  }
}

/** Clears an area below the mask; if the mask is shown alone, fills it with black within the photo. */
function paintGround(
  context: CanvasRenderingContext2D,
  photo: Rectangle | null,
  { x, y, width, height }: Rectangle,
): void {
  context.clearRect(x, y, width, height);
  const black = photo && common(photo, { x, y, width, height });
  if (black === null) return;
  context.fillStyle = '#000';
  context.fillRect(black.x, black.y, black.width, black.height);
}

function paintTiles(
  context: CanvasRenderingContext2D,
  placed: readonly PlacedTile[],
  tiles: MaskTiles,
  shown: 'overlay' | 'alone',
  opacity: number,
  sight: Sight,
  images: MaskImages,
): void {
  const zoom = sight.place.scale * sight.ratio;
  const reduction = reductionFor(sight);
  context.imageSmoothingEnabled = zoom < PIXELS_FROM;
  context.globalAlpha = opacity;
  context.fillStyle = `rgb(${MASK_COLOURS[shown].join(' ')})`;
  for (const { key, box } of placed) {
    const tile = tiles.get(key);
    if (tile === undefined) continue;
    if (tile === FULL_TILE) context.fillRect(box.x, box.y, box.width, box.height);
    else {
      const image = images.image(key, tile, { reduction, shown });
      if (image !== null) context.drawImage(image, box.x, box.y, box.width, box.height);
    }
  }
}

/** The number of halvings after which tiles are slightly larger than displayed. */
function reductionFor({ place, ratio }: Sight): number {
  return Math.min(Math.max(Math.floor(-Math.log2(place.scale * ratio)), 0), 5);
}

/** The area that a change affects, which is larger because pixels of a reduced tile are blended with their neighbours. */
function reach({ x, y, width, height }: Rectangle, sight: Sight): Rectangle {
  const margin = 2 * 2 ** reductionFor(sight) + 1 / (sight.place.scale * sight.ratio);
  return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}

interface PlacedTile {
  readonly key: number;
  readonly box: Rectangle;
}

function inSight(keys: Iterable<number>, pane: Pane, sight: Sight): PlacedTile[] {
  const placed: PlacedTile[] = [];
  for (const key of keys) {
    const area = tileArea(key);
    if (common(area, sight.visible) !== null) placed.push({ key, box: deviceBox(area, pane, sight) });
  }
  return placed;
}

function tileArea(key: number): Rectangle {
  return {
    x: keyColumn(key) * MASK_TILE,
    y: keyRow(key) * MASK_TILE,
    width: MASK_TILE,
    height: MASK_TILE,
  };
}
