import { type BrushPoint, falloff } from './capsule';
import { type StampTarget, stamp } from './stamp';
import { clipTile, type MaskExtent, normalTile, TILE_LENGTH, type TileChanges } from './tiles';

/** A stroke while it is drawn onto tiles. */
export interface Stroke {
  /** Keys of tiles that changed on the way to these points. */
  to(points: readonly BrushPoint[]): ReadonlySet<number>;
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
      const copy = now?.slice() ?? new Uint8Array(TILE_LENGTH);
      own.add(key);
      live.set(key, copy);
      return copy;
    },
    put(key, tile) {
      keep(key);
      own.delete(key);
      if (tile === null) live.delete(key);
      else live.set(key, tile);
    },
  };
  return {
    to(points) {
      touched = new Set();
      for (const point of points) {
        stamp(target, last ?? point, point, fall, mode);
        last = point;
      }
      return touched;
    },
    finish() {
      const changes = new Map<number, Uint8Array | null>();
      for (const [key, former] of before) {
        const drawn = live.get(key);
        if (drawn !== undefined && own.has(key)) clipTile(drawn, key, extent);
        changes.set(key, drawn === undefined ? null : normalTile(drawn));
        if (former === undefined) live.delete(key);
        else live.set(key, former);
      }
      return changes;
    },
  };
}
