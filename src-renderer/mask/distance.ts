import type { Extent } from '../../src-main/contract/geometry';
import { isDamaged } from '../../src-main/contract/mask';
import { MASK_TILE } from '../../src-main/contract/window/mask-tiles';
import { clipTile, FULL_TILE, type MaskTiles, normalTile } from './tiles';
import { fullAround, windowAround, withinReach } from './windows';

/** A tile's new value; null if it is empty. */
export type TileChange = readonly [key: number, tile: Uint8Array | null];

/**
 * Grows the damage: every pixel whose middle lies at most `radius` pixels (Euclidean, exact) from a damaged one's
 * becomes 255; others keep their values. One change per tile, so that the caller can pause in between.
 */
export function* grown(tiles: MaskTiles, extent: Extent, radius: number): Generator<TileChange> {
  const halo = Math.floor(radius);
  for (const key of withinReach(tiles, extent, halo)) {
    if (tiles.get(key) === FULL_TILE) continue;
    const window = windowAround(tiles, extent, key, halo, 0);
    const tile = tiles.get(key)?.slice() ?? new Uint8Array(MASK_TILE * MASK_TILE);
    markNear(window, halo, radius, isDamaged, tile, 255);
    clipTile(tile, key, extent);
    yield [key, normalTile(tile)];
  }
}

/**
 * Shrinks the damage: damage at most `radius` pixels from an undamaged pixel becomes 0. The photo's border doesn't
 * count as undamaged.
 */
export function* shrunk(tiles: MaskTiles, extent: Extent, radius: number): Generator<TileChange> {
  const halo = Math.floor(radius);
  for (const [key, stored] of tiles) {
    if (fullAround(tiles, extent, key, halo)) continue;
    const window = windowAround(tiles, extent, key, halo, 255);
    const tile = stored.slice();
    markNear(window, halo, radius, (value) => !isDamaged(value), tile, 0);
    clipTile(tile, key, extent);
    yield [key, normalTile(tile)];
  }
}

/**
 * Sets pixels of a tile to `mark` if a selected pixel of the window lies within `radius`. The first pass finds the
 * distance to the nearest selected pixel in each column. In the second, a column at vertical distance g marks
 * sqrt(radius^2 - g^2) pixels on both sides, which are summed as differences along the row.
 */
function markNear(
  window: Uint8Array,
  halo: number,
  radius: number,
  meant: (value: number) => boolean,
  tile: Uint8Array,
  mark: number,
): void {
  const side = MASK_TILE + 2 * halo;
  const vertical = columnDistances(window, side, halo, meant);
  const reach = Int32Array.from({ length: halo + 1 }, (_, g) =>
    Math.floor(Math.sqrt(radius * radius - g * g)),
  );
  const edges = new Int32Array(MASK_TILE + 1);
  for (let y = 0; y < MASK_TILE; y++) {
    edges.fill(0);
    for (let x = 0; x < side; x++) {
      const g = vertical[(y + halo) * side + x] ?? side;
      if (g > halo) continue;
      const wide = reach[g] ?? 0;
      const from = Math.max(0, x - halo - wide);
      const to = Math.min(MASK_TILE, x - halo + wide + 1);
      if (from >= to) continue;
      edges[from] = (edges[from] ?? 0) + 1;
      edges[to] = (edges[to] ?? 0) - 1;
    }
    let covered = 0;
    for (let x = 0; x < MASK_TILE; x++) {
      covered += edges[x] ?? 0;
      if (covered > 0) tile[y * MASK_TILE + x] = mark;
    }
  }
}

/** Distance along the column to the nearest selected pixel; more than `halo` if none is that near. */
function columnDistances(
  window: Uint8Array,
  side: number,
  halo: number,
  meant: (value: number) => boolean,
): Uint16Array {
  const far = halo + 1;
  const distances = new Uint16Array(window.length);
  for (let x = 0; x < side; x++) {
    let since = far;
    for (let at = x; at < window.length; at += side) {
      since = meant(window[at] ?? 0) ? 0 : Math.min(since + 1, far);
      distances[at] = since;
    }
    since = far;
    for (let at = window.length - side + x; at >= 0; at -= side) {
      since = distances[at] === 0 ? 0 : Math.min(since + 1, far);
      if (since < (distances[at] ?? 0)) distances[at] = since;
    }
  }
  return distances;
}
