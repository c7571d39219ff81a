import type { Point } from './polygon';
import { beginStroke } from './stroke';
import { createTilePool } from './tile-pool';
import type { MaskExtent, MaskTiles, TileChanges } from './tiles';

/** Changes for the scratch tool's drawing: a hard polyline of one width in picture pixels. */
export function strokeLineChanges(
  tiles: MaskTiles,
  extent: MaskExtent,
  points: readonly Point[],
  size: number,
  mode: 'add' | 'subtract',
): TileChanges {
  const stroke = beginStroke(new Map(tiles), extent, createTilePool(), mode, 1, size);
  stroke.to(points.map(({ x, y }) => ({ x, y, size })));
  return stroke.finish();
}
