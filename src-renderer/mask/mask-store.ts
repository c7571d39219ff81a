import { coverage } from './coverage';
import { changesOf, type History, NO_HISTORY, recorded, redone, stepOf, undone } from './history';
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

/** What a transition leads to, and which tiles it changed. */
export interface Transition {
  readonly next: MaskSnapshot;
  readonly changed: ReadonlySet<number>;
}

/** Makes changes as one step of the history; null where they change nothing. */
export function changed(mask: MaskSnapshot, changes: TileChanges): Transition | null {
  const step = stepOf(mask.tiles, changes);
  if (step === null) return null;
  const real = new Map([...changes].filter(([key]) => step.has(key)));
  return moved(mask, real, recorded(mask.history, step));
}

export function undo(mask: MaskSnapshot): Transition | null {
  return along(mask, undone(mask.history));
}

export function redo(mask: MaskSnapshot): Transition | null {
  return along(mask, redone(mask.history));
}

function along(mask: MaskSnapshot, way: ReturnType<typeof undone>): Transition | null {
  return way === null ? null : moved(mask, changesOf(mask.tiles, way.step), way.history);
}

function moved(mask: MaskSnapshot, changes: TileChanges, history: History): Transition {
  const tiles = new Map(mask.tiles);
  const before: Uint8Array[] = [];
  const after: Uint8Array[] = [];
  for (const [key, tile] of changes) {
    const former = tiles.get(key);
    if (former !== undefined) before.push(former);
    if (tile === null) tiles.delete(key);
    else {
      tiles.set(key, tile);
      after.push(tile);
    }
  }
  const count = (list: Uint8Array[]) => coverage(new Map(list.entries()));
  return {
    next: {
      tiles,
      history,
      coverage: mask.coverage - count(before) + count(after),
      version: mask.version + 1,
      unsaved: new Set([...mask.unsaved, ...changes.keys()]),
    },
    changed: new Set(changes.keys()),
  };
}
