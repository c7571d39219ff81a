import { type MaskTile, packRuns, unpackRuns, wordsOf } from '../../src-main/contract/window/mask-tiles';
import { EMPTY_TILE, FULL_TILE, type MaskTiles, normalTile, packTile, TILE_LENGTH } from './tiles';

/**
 * What one step changed: for each touched tile the exclusive or of its values before and after, packed as runs. It is
 * its own inverse and mostly zeros, a few hundred bytes per tile, so no step has to be dropped.
 */
export type MaskStep = ReadonlyMap<number, string>;

/** The delta between an empty and a full tile, by far the most common one of large operations. */
const WHOLE_DELTA = packRuns(FULL_TILE);

/** The delta between two tiles; null if they are equal. */
export function deltaOf(from: Uint8Array | undefined, to: Uint8Array | null): string | null {
  const before = from ?? EMPTY_TILE;
  const after = to ?? EMPTY_TILE;
  if (before === after) return null;
  if ((before === EMPTY_TILE && after === FULL_TILE) || (before === FULL_TILE && after === EMPTY_TILE)) {
    return WHOLE_DELTA;
  }
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let any = 0;
  for (let i = 0; i < deltaWords.length; i++) {
    const difference = a[i] ^ b[i];
    deltaWords[i] = difference;
    any |= difference;
  }
  return any === 0 ? null : packRuns(delta);
}

/** A buffer for one delta; each stroke makes dozens. */
const delta = new Uint8Array(TILE_LENGTH);
const deltaWords = wordsOf(delta);

/** The tile after a delta was applied. */
export function tileAcross(tile: Uint8Array | undefined, delta: string): Uint8Array | null {
  const values = unpackRuns(delta);
  if (tile !== undefined)
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) ^ (tile[i] ?? 0);
  return normalTile(values);
}

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
