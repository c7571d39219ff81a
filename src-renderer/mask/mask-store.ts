import { tileCoverage } from './coverage';
import type { TileChange } from './distance';
import {
  deltaOf,
  type History,
  type HistoryStep,
  NO_HISTORY,
  recorded,
  redone,
  tileAcross,
  undone,
} from './history';
import type { MaskTiles, TileChanges } from './tiles';

/** A mask with its history: what every finished operation turns into the next. */
export interface MaskSnapshot {
  readonly tiles: MaskTiles;
  readonly history: History;
  readonly coverage: number;
  readonly version: number;
  /** Keys of tiles that changed since they were last taken. */
  readonly unsaved: ReadonlySet<number>;
}

export const EMPTY_MASK: MaskSnapshot = {
  tiles: new Map(),
  history: NO_HISTORY,
  coverage: 0,
  version: 0,
  unsaved: new Set(),
};

/** What an operation leads to, and the tiles that it changed. */
export interface Transition {
  readonly next: MaskSnapshot;
  readonly changed: ReadonlySet<number>;
}

/** An operation on a mask, tile by tile: after each the caller may pause. It returns null where nothing changed. */
export type Operation = (mask: MaskSnapshot) => Generator<void, Transition | null>;

/** Carries an operation out without a pause. */
export function atOnce(operation: Operation, mask: MaskSnapshot): Transition | null {
  const steps = operation(mask);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Changes of tiles as one step of the history. */
export function changing(changes: (mask: MaskSnapshot) => Iterable<TileChange>): Operation {
  return function* (mask) {
    const step = new Map<number, string>();
    const real = new Map<number, Uint8Array | null>();
    for (const [key, tile] of changes(mask)) {
      const delta = deltaOf(mask.tiles.get(key), tile);
      if (delta !== null) {
        step.set(key, delta);
        real.set(key, counted(tile));
      }
      yield;
    }
    return step.size === 0 ? null : moved(mask, real, recorded(mask.history, step));
  };
}

export const undoing: Operation = (mask) => along(mask, undone(mask.history));
export const redoing: Operation = (mask) => along(mask, redone(mask.history));

function* along(
  mask: MaskSnapshot,
  way: { readonly step: HistoryStep; readonly history: History } | null,
): Generator<void, Transition | null> {
  if (way === null) return null;
  const changes = new Map<number, Uint8Array | null>();
  for (const [key, delta] of way.step) {
    changes.set(key, counted(tileAcross(mask.tiles.get(key), delta)));
    yield;
  }
  return moved(mask, changes, way.history);
}

/** Counts a tile's damage now, which is then known: at the end there are only sums to make. */
function counted(tile: Uint8Array | null): Uint8Array | null {
  if (tile !== null) tileCoverage(tile);
  return tile;
}

function moved(mask: MaskSnapshot, changes: TileChanges, history: History): Transition {
  const tiles = new Map(mask.tiles);
  let { coverage } = mask;
  for (const [key, tile] of changes) {
    const former = tiles.get(key);
    if (former !== undefined) coverage -= tileCoverage(former);
    if (tile === null) tiles.delete(key);
    else {
      tiles.set(key, tile);
      coverage += tileCoverage(tile);
    }
  }
  const changed = new Set(changes.keys());
  return {
    next: {
      tiles,
      history,
      coverage,
      version: mask.version + 1,
      unsaved: new Set([...mask.unsaved, ...changed]),
    },
    changed,
  };
}
