import { around, type Extent, type Point, type Rectangle } from '../../src-main/contract/geometry';
import { type BrushPoint, falloff } from './capsule';
import { type StampTarget, stamp } from './stamp';
import { createTilePool, type TilePool } from './tile-pool';
import { clipTile, type MaskTiles, normalTile, type TileChanges } from './tiles';

/** The changes of a piece of a stroke. */
export interface StrokePart {
  /** Keys of the changed tiles. */
  readonly keys: ReadonlySet<number>;
  /** The changed area in picture pixels; null if nothing changed. */
  readonly within: Rectangle | null;
}

/** A stroke that is being drawn onto tiles. */
export interface Stroke {
  /** Draws to these points and returns the changes. */
  to(points: readonly BrushPoint[]): StrokePart;
  /** Ends the stroke and returns its changes as stored tiles; the drawn-on tiles get their previous values back. */
  finish(): TileChanges;
}

/**
 * Begins a stroke that draws on `live` itself, so that it is visible at once: a touched tile is replaced by a private
 * copy, and the former one is kept. The first point draws a dot.
 */
export function beginStroke(
  live: Map<number, Uint8Array>,
  extent: Extent,
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

/** Changes for the scratch tool's drawing: a hard polyline of one width in picture pixels. */
export function strokeLineChanges(
  tiles: MaskTiles,
  extent: Extent,
  points: readonly Point[],
  size: number,
  mode: 'add' | 'subtract',
): TileChanges {
  const stroke = beginStroke(new Map(tiles), extent, createTilePool(), mode, 1, size);
  stroke.to(points.map(({ x, y }) => ({ x, y, size })));
  return stroke.finish();
}
