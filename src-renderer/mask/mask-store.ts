import { damagedInTile } from './damaged-pixels';
import { deltaOf, type MaskStep, tileAcross } from './delta';
import type { TileChange } from './distance';
import type { MaskTiles, TileChanges } from './tiles';

/** A mask between operations; each finished operation makes the next one. */
export interface MaskSnapshot {
  readonly tiles: MaskTiles;
  readonly damagedPixels: number;
  readonly version: number;
  /** Keys of tiles that changed since takeChanged was last called. */
  readonly unsaved: ReadonlySet<number>;
}

export const EMPTY_MASK: MaskSnapshot = {
  tiles: new Map(),
  damagedPixels: 0,
  version: 0,
  unsaved: new Set(),
};

/** An operation's outcome: the next snapshot, the changed tiles, and the step; null if a step was flipped. */
export interface Transition {
  readonly next: MaskSnapshot;
  readonly changed: ReadonlySet<number>;
  readonly step: MaskStep | null;
}

/** An operation on a mask, tile by tile; the caller may pause after each. It returns null if nothing changed. */
export type Operation = (mask: MaskSnapshot) => Generator<void, Transition | null>;

/** Runs an operation without a pause. */
export function atOnce(operation: Operation, mask: MaskSnapshot): Transition | null {
  const steps = operation(mask);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** An operation that makes changes of tiles one step. */
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
    return step.size === 0 ? null : moved(mask, real, step);
  };
}

/** An operation that undoes or redoes the step that `next` returns; `next` is called when the operation begins. */
export function flipping(next: () => MaskStep | null): Operation {
  return function* (mask) {
    const step = next();
    if (step === null) return null;
    const changes = new Map<number, Uint8Array | null>();
    for (const [key, delta] of step) {
      changes.set(key, counted(tileAcross(mask.tiles.get(key), delta)));
      yield;
    }
    return moved(mask, changes, null);
  };
}

/** Counts a tile's damage now, so that the end of the operation only has to add the counts. */
function counted(tile: Uint8Array | null): Uint8Array | null {
  if (tile !== null) damagedInTile(tile);
  return tile;
}

function moved(mask: MaskSnapshot, changes: TileChanges, step: MaskStep | null): Transition {
  const tiles = new Map(mask.tiles);
  let { damagedPixels } = mask;
  for (const [key, tile] of changes) {
    const former = tiles.get(key);
    if (former !== undefined) damagedPixels -= damagedInTile(former);
    if (tile === null) tiles.delete(key);
    else {
      tiles.set(key, tile);
      damagedPixels += damagedInTile(tile);
    }
  }
  const changed = new Set(changes.keys());
  return {
    next: {
      tiles,
      damagedPixels,
      version: mask.version + 1,
      unsaved: new Set([...mask.unsaved, ...changed]),
    },
    changed,
    step,
  };
}
