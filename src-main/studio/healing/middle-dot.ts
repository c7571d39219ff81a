import type { Extent } from '../../contract/geometry';
import { MASK_TILE, type MaskTile, packRuns } from '../../contract/window/mask-tiles';

/** Diameter in pixels. */
const ACROSS = 12;

/** A spot at the corner of the tile in a picture's middle. */
export function middleDot({ width, height }: Extent): MaskTile {
  const values = new Uint8Array(MASK_TILE * MASK_TILE);
  for (let y = 0; y < ACROSS; y++) values.fill(255, y * MASK_TILE, y * MASK_TILE + ACROSS);
  return {
    column: Math.floor(width / 2 / MASK_TILE),
    row: Math.floor(height / 2 / MASK_TILE),
    runs: packRuns(values),
  };
}
