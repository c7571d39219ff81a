import type { Rectangle } from '../../src-main/contract/geometry';
import { stampedPath } from '../../src-main/contract/window/basics';
import type { Pane } from './panes';
import { coveredBy, parentOf, type TileAddress, withinAncestor } from './pyramid';
import { common, deviceBox, type PlacedPicture, type Sight } from './scene';
import { tilesInSight } from './tiles-in-sight';

/** From this zoom on, pixels are shown without smoothing. */
export const PIXELS_FROM = 2;

/** Returns a tile's picture if it is loaded. */
export type GetTile = (address: string) => ImageBitmap | undefined;

/** Whether a tile is loaded or can't be loaded. */
export type IsSettled = (address: string) => boolean;

/**
 * Paints a picture into a pane: each visible tile, or the same part of the finest loaded coarser tile. The context's
 * units are device pixels.
 */
export function paintPicture(
  context: CanvasRenderingContext2D,
  placed: PlacedPicture,
  pane: Pane,
  sight: Sight,
  get: GetTile,
): void {
  const { picture, area } = placed;
  const { tiles } = tilesInSight(placed, sight);
  const across = area.width / picture.width;
  const down = area.height / picture.height;
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const crisp = sight.place.scale * sight.ratio * across >= PIXELS_FROM;
  context.globalAlpha = placed.opacity;
  for (const tile of tiles) {
    const found = finestThere(tile, placed, get);
    const cover = common(coveredBy(tile), whole);
    if (found === null || cover === null) continue;
    const box = deviceBox(
      {
        x: area.x + cover.x * across,
        y: area.y + cover.y * down,
        width: cover.width * across,
        height: cover.height * down,
      },
      pane,
      sight,
    );
    const source = found.source;
    const coarser = 2 ** found.level;
    context.imageSmoothingEnabled = !crisp || found.level > tile.level;
    context.drawImage(
      found.image,
      source.x,
      source.y,
      Math.min(cover.width / coarser, found.image.width - source.x),
      Math.min(cover.height / coarser, found.image.height - source.y),
      box.x,
      box.y,
      box.width,
      box.height,
    );
  }
  context.globalAlpha = 1;
}

/** Whether a visible part of a picture can't be painted yet, not even coarsely. */
export function isMissing(placed: PlacedPicture, sight: Sight, get: GetTile, settled: IsSettled): boolean {
  return tilesInSight(placed, sight).tiles.some(
    (tile) =>
      finestThere(tile, placed, get) === null &&
      !settled(stampedPath(placed.picture, tile.level, tile.column, tile.row)),
  );
}

function finestThere(
  tile: TileAddress,
  { picture }: PlacedPicture,
  get: GetTile,
): { image: ImageBitmap; level: number; source: Rectangle } | null {
  for (let at: TileAddress | null = tile; at !== null; at = parentOf(at, picture.levels)) {
    const image = get(stampedPath(picture, at.level, at.column, at.row));
    if (image !== undefined) return { image, level: at.level, source: withinAncestor(tile, at) };
  }
  return null;
}
