import { packRuns, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import { EMPTY_TILE, FULL_TILE, type MaskTiles, normalTile, type TileChanges } from './tiles';

/**
 * One step of the history: for each touched tile the exclusive or of its values before and after, packed as runs. It
 * is its own inverse, mostly zeros, and some hundred bytes a tile, so that nothing needs to be forgotten.
 */
export type HistoryStep = ReadonlyMap<number, string>;

export interface History {
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
}

export const NO_HISTORY: History = { past: [], future: [] };

/** Of an empty tile that becomes full, and the other way about: by far the commonest delta of large operations. */
const WHOLE_DELTA = packRuns(FULL_TILE);

/** What undoes (and redoes) changes of `before`; null where they change nothing. */
export function stepOf(before: MaskTiles, changes: TileChanges): HistoryStep | null {
  const step = new Map<number, string>();
  for (const [key, after] of changes) {
    const delta = packedDelta(before.get(key) ?? EMPTY_TILE, after ?? EMPTY_TILE);
    if (delta !== null) step.set(key, delta);
  }
  return step.size === 0 ? null : step;
}

function packedDelta(before: Uint8Array, after: Uint8Array): string | null {
  if (before === after) return null;
  if ((before === EMPTY_TILE && after === FULL_TILE) || (before === FULL_TILE && after === EMPTY_TILE)) {
    return WHOLE_DELTA;
  }
  const delta = new Uint8Array(before.length);
  let any = 0;
  for (let i = 0; i < delta.length; i++) {
    const difference = (before[i] ?? 0) ^ (after[i] ?? 0);
    delta[i] = difference;
    any |= difference;
  }
  return any === 0 ? null : packRuns(delta);
}

/** The changes that a step makes to tiles, whichever of its two sides they are on. */
export function changesOf(tiles: MaskTiles, step: HistoryStep): Map<number, Uint8Array | null> {
  const changes = new Map<number, Uint8Array | null>();
  for (const [key, packed] of step) {
    const values = unpackRuns(packed);
    const tile = tiles.get(key);
    if (tile !== undefined) for (let i = 0; i < values.length; i++) values[i] ^= tile[i] ?? 0;
    changes.set(key, normalTile(values));
  }
  return changes;
}

/** The history after a new step: what had been undone is gone. */
export function recorded(history: History, step: HistoryStep): History {
  return { past: [...history.past, step], future: [] };
}

/** The step to take back and the history afterwards; null where there is none. */
export function undone(history: History): { step: HistoryStep; history: History } | null {
  const step = history.past.at(-1);
  if (step === undefined) return null;
  return { step, history: { past: history.past.slice(0, -1), future: [...history.future, step] } };
}

/** The step to do again and the history afterwards; null where there is none. */
export function redone(history: History): { step: HistoryStep; history: History } | null {
  const step = history.future.at(-1);
  if (step === undefined) return null;
  return { step, history: { past: [...history.past, step], future: history.future.slice(0, -1) } };
}
