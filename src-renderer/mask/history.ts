import { packRuns, unpackRuns, wordsOf } from '../../src-main/contract/window/mask-tiles';
import { EMPTY_TILE, FULL_TILE, normalTile, TILE_LENGTH } from './tiles';

/**
 * One step of the history: for each touched tile the exclusive or of its values before and after, packed as runs. It
 * is its own inverse, mostly zeros, and some hundred bytes a tile, so that nothing needs to be forgotten.
 */
export type HistoryStep = ReadonlyMap<number, string>;

export interface History {
  /** How many steps were ever made: neither undo nor redo makes one. */
  readonly made: number;
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
}

export const NO_HISTORY: History = { made: 0, past: [], future: [] };

/** Of an empty tile that becomes full, and the other way about: by far the commonest delta of large operations. */
const WHOLE_DELTA = packRuns(FULL_TILE);

/** What turns a tile into another and back; null where they are the same. */
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

/** Room for one delta: each stroke makes some dozens. */
const delta = new Uint8Array(TILE_LENGTH);
const deltaWords = wordsOf(delta);

/** The tile on a delta's other side. */
export function tileAcross(tile: Uint8Array | undefined, delta: string): Uint8Array | null {
  const values = unpackRuns(delta);
  if (tile !== undefined)
    for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) ^ (tile[i] ?? 0);
  return normalTile(values);
}

/** The history after a new step: what had been undone is gone. */
export function recorded(history: History, step: HistoryStep): History {
  return { made: history.made + 1, past: [...history.past, step], future: [] };
}

/** The step to take back and the history afterwards; null where there is none. */
export function undone(history: History): { step: HistoryStep; history: History } | null {
  const step = history.past.at(-1);
  if (step === undefined) return null;
  return {
    step,
    history: { ...history, past: history.past.slice(0, -1), future: [...history.future, step] },
  };
}

/** The step to do again and the history afterwards; null where there is none. */
export function redone(history: History): { step: HistoryStep; history: History } | null {
  const step = history.future.at(-1);
  if (step === undefined) return null;
  return {
    step,
    history: { ...history, past: [...history.past, step], future: history.future.slice(0, -1) },
  };
}
