import { type MaskTile, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import type { MaskStep } from './delta';
import { EMPTY_TILE, type MaskTiles, packTile } from './tiles';

/** What a step has marked, and nothing that was marked before it; `tiles` are the mask's after it. */
export function tilesOfStep(step: MaskStep, tiles: MaskTiles): MaskTile[] {
  return [...step].map(([key, delta]) => {
    const values = tiles.get(key) ?? EMPTY_TILE;
    return packTile(
      key,
      unpackRuns(delta).map((difference, i) => (difference === 0 ? 0 : (values[i] ?? 0))),
    );
  });
}
