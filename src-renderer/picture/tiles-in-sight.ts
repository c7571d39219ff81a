import { stampedPath } from '../../src-main/contract/window/basics';
import { levelFor, type TileAddress, tilesOf, tilesWithin } from './pyramid';
import { common, type PlacedPicture, type Sight } from './scene';

/** A picture's level and its visible tiles, nearest to the middle first. */
export function tilesInSight(
  placed: PlacedPicture,
  sight: Sight,
  margin = 0,
): { level: number; tiles: TileAddress[] } {
  const { picture, area } = placed;
  const factor = area.width / picture.width;
  const level = levelFor(sight.place.scale * sight.ratio * factor, picture.levels);
  const { x, y, width, height } = sight.visible;
  const [more, taller] = [width * margin, height * margin];
  const seen = common(
    { x: x - more, y: y - taller, width: width + 2 * more, height: height + 2 * taller },
    area,
  );
  if (seen === null) return { level, tiles: [] };
  const down = area.height / picture.height;
  const own = {
    x: (seen.x - area.x) / factor,
    y: (seen.y - area.y) / down,
    width: seen.width / factor,
    height: seen.height / down,
  };
  return { level, tiles: tilesWithin(picture, level, own) };
}

/** Addresses to load for a picture: its coarsest tiles, the visible ones, and some around them. */
export function addressesFor(placed: PlacedPicture, sight: Sight): { urgent: string[]; later: string[] } {
  const { picture } = placed;
  const name = (tile: TileAddress) => stampedPath(picture, tile.level, tile.column, tile.row);
  const top = picture.levels - 1;
  const { columns, rows } = tilesOf(picture, top);
  const coarsest = tilesWithin(picture, top, { x: 0, y: 0, width: picture.width, height: picture.height });
  const inSight = tilesInSight(placed, sight).tiles.map(name);
  const around = tilesInSight(placed, sight, 0.25).tiles.map(name);
  return { urgent: [...(columns * rows <= 4 ? coarsest.map(name) : []), ...inSight], later: around };
}
