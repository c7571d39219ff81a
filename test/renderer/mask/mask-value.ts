import { MASK_TILE } from '../../../src-main/contract/window/mask-tiles';
import { type MaskTiles, tileKey } from '../../../src-renderer/mask/tiles';

/** Value of one pixel. */
export function maskValue(tiles: MaskTiles, x: number, y: number): number {
  const tile = tiles.get(tileKey(Math.floor(x / MASK_TILE), Math.floor(y / MASK_TILE)));
  return tile === undefined ? 0 : (tile[(y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)] ?? 0);
}
