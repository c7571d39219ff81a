import type { Rectangle } from '../../src-main/contract/geometry';
import { type PictureRef, PYRAMID_TILE } from '../../src-main/contract/window/basics';

/** One tile of a pyramid. */
export interface TileAddress {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/**
 * The coarsest level with at least one pixel per device pixel, at `zoom` device pixels per pixel of level 0; level 0 if
 * there is none.
 */
export function levelFor(zoom: number, levels: number): number {
  const level = Math.floor(Math.log2(1 / zoom) + 1e-6);
  return Math.min(Math.max(level, 0), levels - 1);
}

/** Numbers of columns and rows of tiles of a level. */
export function tilesOf(picture: PictureRef, level: number): { columns: number; rows: number } {
  const side = PYRAMID_TILE * 2 ** level;
  return { columns: Math.ceil(picture.width / side), rows: Math.ceil(picture.height / side) };
}

/** Tiles of a level that overlap an area in the picture's own pixels, nearest to its middle first. */
export function tilesWithin(picture: PictureRef, level: number, area: Rectangle): TileAddress[] {
  const side = PYRAMID_TILE * 2 ** level;
  const { columns, rows } = tilesOf(picture, level);
  const firstColumn = Math.max(0, Math.floor(area.x / side));
  const firstRow = Math.max(0, Math.floor(area.y / side));
  const endColumn = Math.min(columns, Math.ceil((area.x + area.width) / side));
  const endRow = Math.min(rows, Math.ceil((area.y + area.height) / side));
  const tiles: TileAddress[] = [];
  for (let row = firstRow; row < endRow; row++) {
    for (let column = firstColumn; column < endColumn; column++) tiles.push({ level, column, row });
  }
  const middleX = (area.x + area.width / 2) / side - 0.5;
  const middleY = (area.y + area.height / 2) / side - 0.5;
  const away = (tile: TileAddress) => (tile.column - middleX) ** 2 + (tile.row - middleY) ** 2;
  return tiles.sort((a, b) => away(a) - away(b));
}

/** The tile of the next coarser level that contains this one; null above the last level. */
export function parentOf(tile: TileAddress, levels: number): TileAddress | null {
  if (tile.level + 1 >= levels) return null;
  return { level: tile.level + 1, column: tile.column >> 1, row: tile.row >> 1 };
}

/** The area of a tile in pixels of level 0; the last tiles may extend beyond the picture. */
export function coveredBy(tile: TileAddress): Rectangle {
  const side = PYRAMID_TILE * 2 ** tile.level;
  return { x: tile.column * side, y: tile.row * side, width: side, height: side };
}

/** The area of `tile` in the pixels of one of its ancestors. */
export function withinAncestor(tile: TileAddress, ancestor: TileAddress): Rectangle {
  const finer = 2 ** (ancestor.level - tile.level);
  const side = PYRAMID_TILE / finer;
  return {
    x: (tile.column - ancestor.column * finer) * side,
    y: (tile.row - ancestor.row * finer) * side,
    width: side,
    height: side,
  };
}
