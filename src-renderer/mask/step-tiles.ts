import { type MaskTile, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import type { MaskStep } from './delta';
import { EMPTY_TILE, type MaskTiles, packTile } from './tiles';

/** The pixels that a step has marked, without those marked before; `tiles` is the mask after the step. */
export function tilesOfStep(step: MaskStep, tiles: MaskTiles): MaskTile[] {
  return [...step].map(([key, delta]) => {
    const values = tiles.get(key) ?? EMPTY_TILE;
    return packTile(
      key,
      unpackRuns(delta).map((difference, i) => (difference === 0 ? 0 : (values[i] ?? 0))),
    );
  });
}
