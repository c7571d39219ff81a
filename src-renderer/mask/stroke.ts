import type { Rectangle } from '../../src-main/contract/geometry';
import { around } from './area';
import { type BrushPoint, falloff } from './capsule';
import { type StampTarget, stamp } from './stamp';
import type { TilePool } from './tile-pool';
import { clipTile, type MaskExtent, normalTile, type TileChanges } from './tiles';

/** What a piece of a stroke changed. */
export interface StrokePart {
  /** Of tiles. */
  readonly keys: ReadonlySet<number>;
  /** Where in them, in picture pixels; null: nowhere. */
  readonly within: Rectangle | null;
}

/** A stroke while it is drawn onto tiles. */
export interface Stroke {
  /** What changes on the way to these points. */
  to(points: readonly BrushPoint[]): StrokePart;
  /** What it changed, with the tiles as they are stored; the drawn-on tiles are then as they were before. */
  finish(): TileChanges;
}

/**
 * Draws on `live` itself, so that it can be seen at once: a touched tile is replaced by a private copy, the former kept
 * aside. The first point draws a dot.
 */
export function beginStroke(
  live: Map<number, Uint8Array>,
  extent: MaskExtent,
  pool: TilePool,
  mode: 'add' | 'subtract',
  hardness: number,
  size: number,
): Stroke {
  const before = new Map<number, Uint8Array | undefined>();
  const own = new Set<number>();
  let touched = new Set<number>();
  let last: BrushPoint | null = null;
  const fall = falloff(hardness, size);
  const keep = (key: number) => {
    if (!before.has(key)) before.set(key, live.get(key));
    touched.add(key);
  };
  const target: StampTarget = {
    extent,
    peek: (key) => live.get(key),
    writable(key) {
      keep(key);
      const now = live.get(key);
      if (now !== undefined && own.has(key)) return now;
      const copy = pool.take();
      if (now === undefined) copy.fill(0);
      else copy.set(now);
      own.add(key);
      live.set(key, copy);
      return copy;
    },
    put(key, tile) {
      keep(key);
      const now = live.get(key);
      if (now !== undefined && own.delete(key)) pool.give(now);
      if (tile === null) live.delete(key);
      else live.set(key, tile);
    },
  };
  return {
    to(points) {
      touched = new Set();
      let within: Rectangle | null = null;
      for (const point of points) {
        const part = stamp(target, last ?? point, point, fall, mode);
        within = within === null ? part : around(within, part);
        last = point;
      }
      return { keys: touched, within };
    },
    finish() {
      const changes = new Map<number, Uint8Array | null>();
      for (const [key, former] of before) {
        const drawn = live.get(key);
        if (drawn !== undefined && own.has(key)) clipTile(drawn, key, extent);
        const stored = drawn === undefined ? null : normalTile(drawn);
        changes.set(key, stored);
        if (drawn !== undefined && drawn !== stored) pool.give(drawn);
        if (former === undefined) live.delete(key);
        else live.set(key, former);
      }
      return changes;
    },
  };
}
