import { combined, inverted } from './combine';
import { coverage } from './coverage';
import { grown, shrunk, type TileChange } from './distance';
import { feathered } from './feather';
import { strokeLineChanges } from './line';
import { changed, EMPTY_MASK, type MaskSnapshot, redo, type Transition, undo } from './mask-store';
import type { MaskEditor, MaskListener, MaskState } from './mask-types';
import { polygonChanges } from './polygon';
import { beginStroke, type Stroke } from './stroke';
import { type MaskExtent, packTile, unpackTiles } from './tiles';

export type * from './mask-types';
export type { Point } from './polygon';

/** Milliseconds that a long operation takes at a time, so that the window goes on painting. */
const SLICE = 10;

/** An empty mask for a photo of `width` by `height` pixels. */
export function createMaskEditor({ width, height }: MaskExtent): MaskEditor {
  const extent = { width, height };
  const listeners = new Set<MaskListener>();
  let mask: MaskSnapshot = EMPTY_MASK;
  let busy = false;
  let state: MaskState = stateOf(mask, busy);
  // What is seen: the mask's tiles, and during a stroke what is drawn on them.
  let live = new Map(mask.tiles);
  let stroke: Stroke | null = null;

  const tell = (keys: ReadonlySet<number> | null) => {
    for (const listener of listeners) listener(keys);
  };
  const become = (next: MaskSnapshot, keys: ReadonlySet<number> | null) => {
    mask = next;
    live = new Map(next.tiles);
    state = stateOf(mask, busy);
    tell(keys);
  };
  const take = (transition: Transition | null) => {
    if (transition !== null) become(transition.next, transition.changed);
  };
  const idle = () => !busy && stroke === null;
  const setBusy = (now: boolean) => {
    busy = now;
    state = stateOf(mask, busy);
    tell(new Set());
  };
  /** Carries a long operation out piece by piece, as one step of the history. */
  const carryOut = async (operation: (from: MaskSnapshot) => Generator<TileChange>) => {
    if (!idle()) return;
    const changes = new Map<number, Uint8Array | null>();
    const { tiles } = mask;
    const steps = operation(mask);
    let until = performance.now() + SLICE;
    try {
      for (const [key, tile] of steps) {
        changes.set(key, tile);
        if (performance.now() < until) continue;
        if (!busy) setBusy(true);
        await new Promise((resolve) => setTimeout(resolve, 0));
        until = performance.now() + SLICE;
      }
    } finally {
      if (busy) setBusy(false);
    }
    // Another mask may have been loaded meanwhile.
    if (mask.tiles === tiles) take(changed(mask, changes));
  };
  const finishStroke = (keep: boolean) => {
    if (stroke === null) return;
    const changes = stroke.finish();
    stroke = null;
    const transition = keep ? changed(mask, changes) : null;
    if (transition === null) tell(new Set(changes.keys()));
    else become(transition.next, new Set(changes.keys()));
  };

  return {
    width,
    height,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    tiles: () => live,

    beginStroke(mode, hardness, size, point) {
      if (!idle()) return false;
      stroke = beginStroke(live, extent, mode, hardness, size);
      tell(stroke.to([point]));
      return true;
    },
    strokeTo(points) {
      if (stroke !== null) tell(stroke.to(points));
    },
    endStroke: () => finishStroke(true),
    cancelStroke: () => finishStroke(false),

    fillPolygon(points, mode) {
      if (idle()) take(changed(mask, polygonChanges(mask.tiles, extent, points, mode)));
    },
    strokeLine(points, size, mode) {
      if (idle()) take(changed(mask, strokeLineChanges(mask.tiles, extent, points, size, mode)));
    },
    apply(tiles, mode) {
      if (!idle()) return;
      take(changed(mask, new Map(combined(mask.tiles, unpackTiles(tiles, extent), mode))));
    },
    clear() {
      if (idle()) take(changed(mask, new Map([...mask.tiles.keys()].map((key) => [key, null]))));
    },
    invert: () => carryOut((from) => inverted(from.tiles, extent)),
    grow: (pixels) => carryOut((from) => grown(from.tiles, extent, pixels)),
    shrink: (pixels) => carryOut((from) => shrunk(from.tiles, extent, pixels)),
    feather: (deviation) => carryOut((from) => feathered(from.tiles, extent, deviation)),

    undo() {
      if (idle()) take(undo(mask));
    },
    redo() {
      if (idle()) take(redo(mask));
    },

    load(packed) {
      const tiles = unpackTiles(packed, extent);
      stroke = null;
      become({ ...EMPTY_MASK, tiles, coverage: coverage(tiles), version: mask.version + 1 }, null);
    },
    save: () => [...mask.tiles].map(([key, tile]) => packTile(key, tile)),
    takeChanged() {
      const keys = mask.unsaved;
      mask = { ...mask, unsaved: new Set() };
      return [...keys].map((key) => packTile(key, mask.tiles.get(key) ?? null));
    },
  };
}

function stateOf(mask: MaskSnapshot, busy: boolean): MaskState {
  return {
    canUndo: mask.history.past.length > 0,
    canRedo: mask.history.future.length > 0,
    coverage: mask.coverage,
    busy,
    version: mask.version,
  };
}
