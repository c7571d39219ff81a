import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import { combined, inverted } from './combine';
import { damagedPixels } from './damaged-pixels';
import { grown, shrunk, type TileChange } from './distance';
import { feathered } from './feather';
import {
  atOnce,
  changing,
  EMPTY_MASK,
  flipping,
  type MaskSnapshot,
  type Operation,
  type Transition,
} from './mask-store';
import type { MaskEditor, MaskListener, MaskState, StepListener } from './mask-types';
import { createOperationQueue } from './operation-queue';
import { polygonChanges } from './polygon';
import { beginStroke, type Stroke, type StrokePart, strokeLineChanges } from './stroke';
import { createTilePool } from './tile-pool';
import { packTile, unpackTiles } from './tiles';

export type * from './mask-types';

/** Operations on at most this many tiles run at once. */
const FEW = 64;

/** An empty mask for a photo of `width` by `height` pixels. */
export function createMaskEditor({ width, height }: Extent, onStep: StepListener = () => {}): MaskEditor {
  const extent = { width, height };
  const listeners = new Set<MaskListener>();
  let mask: MaskSnapshot = EMPTY_MASK;
  let busy = false;
  let state: MaskState = stateOf(mask, busy);
  // The visible tiles: the mask's, and during a stroke with its drawing on them.
  let live = new Map(mask.tiles);
  let stroke: Stroke | null = null;

  const pool = createTilePool();

  const tell = (keys: ReadonlySet<number> | null, within: Rectangle | null = null) => {
    for (const listener of listeners) listener(keys, within);
  };
  const tellPart = ({ keys, within }: StrokePart) => tell(keys, within);
  const become = (next: MaskSnapshot, keys: ReadonlySet<number> | null) => {
    mask = next;
    live = new Map(next.tiles);
    state = stateOf(mask, busy);
    tell(keys);
  };
  const take = ({ next, changed, step }: Transition, seen = changed) => {
    become(next, seen);
    if (step !== null) onStep(step, next.damagedPixels);
  };
  const queue = createOperationQueue({
    mask: () => mask,
    take(transition) {
      const wasBusy = busy;
      busy = queue.running();
      if (transition !== null) take(transition);
      else if (wasBusy !== busy) become(mask, new Set());
    },
    delayed() {
      if (busy) return;
      busy = true;
      become(mask, new Set());
    },
  });
  const enqueue = async (operation: Operation) => {
    if (stroke === null) await queue.add(operation);
  };
  /** Runs an operation on this many tiles: at once if they are few. Nothing runs during a stroke. */
  const run = async (operation: Operation, tiles: number) => {
    if (queue.running() || tiles > FEW) await enqueue(operation);
    else if (stroke === null) {
      const transition = atOnce(operation, mask);
      if (transition !== null) take(transition);
    }
  };
  const change = (changes: (from: MaskSnapshot) => Iterable<TileChange>) => enqueue(changing(changes));
  const finishStroke = (keep: boolean) => {
    if (stroke === null) return;
    const changes = stroke.finish();
    const former = mask.tiles;
    stroke = null;
    const transition = keep
      ? atOnce(
          changing(() => changes),
          mask,
        )
      : null;
    if (transition === null) tell(new Set(changes.keys()));
    // Its visible tiles were already reported while it was drawn.
    else take(transition, new Set());
    for (const [key, drawn] of changes) {
      const now = mask.tiles.get(key);
      for (const tile of [drawn, former.get(key)]) if (tile && tile !== now) pool.give(tile);
    }
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
      if (queue.running() || stroke !== null) return false;
      stroke = beginStroke(live, extent, pool, mode, hardness, size);
      tellPart(stroke.to([point]));
      return true;
    },
    strokeTo(points) {
      if (stroke !== null) tellPart(stroke.to(points));
    },
    endStroke: () => finishStroke(true),
    cancelStroke: () => finishStroke(false),

    fillPolygon(points, mode) {
      void run(
        changing((from) => polygonChanges(from.tiles, extent, points, mode)),
        0,
      );
    },
    strokeLine(points, size, mode) {
      void run(
        changing((from) => strokeLineChanges(from.tiles, extent, points, size, mode)),
        0,
      );
    },
    apply(tiles, mode) {
      const over = unpackTiles(tiles, extent);
      return run(
        changing((from) => combined(from.tiles, over, mode)),
        tiles.length,
      );
    },
    clear: () =>
      run(
        changing(({ tiles }) => [...tiles.keys()].map((key): TileChange => [key, null])),
        mask.tiles.size,
      ),
    invert: () => change((from) => inverted(from.tiles, extent)),
    grow: (pixels) => change((from) => grown(from.tiles, extent, pixels)),
    shrink: (pixels) => change((from) => shrunk(from.tiles, extent, pixels)),
    feather: (deviation) => change((from) => feathered(from.tiles, extent, deviation)),

    async flip(next) {
      if (queue.running()) return queue.add(flipping(next));
      const step = stroke === null ? next() : null;
      if (step !== null)
        await run(
          flipping(() => step),
          step.size,
        );
    },

    load(packed) {
      const tiles = unpackTiles(packed, extent);
      stroke = null;
      become({ ...EMPTY_MASK, tiles, damagedPixels: damagedPixels(tiles), version: mask.version + 1 }, null);
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
    damagedPixels: mask.damagedPixels,
    busy,
    version: mask.version,
  };
}
