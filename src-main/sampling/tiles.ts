import type { Rectangle } from '../contract/geometry';
import { NETWORK_STRIDE } from '../measurement/region-rules';
import { ORDINARY } from '../operators/kernels/workspace';
import type { Real } from '../operators/model/forward-model';
import { type Sharing, shareOut, type Weighted } from './share-out';
import { addShare, copierFor } from './tile-shares';

/** Pixels of context around the part that a tile decides. 16 leaves visible seams, 32 seams of at most one level. */
export const HALO = 48;
/** A smaller tile would have nothing to decide between its two halos. */
export const SMALLEST_TILE = 2 * HALO + NETWORK_STRIDE;
/**
 * Half the width of the cross-fade between neighbours, in pixels; a pixel inside it still has HALO - FADE of context.
 * With 16 instead, tiles of 128 differ a fifth more from an untiled result.
 */
const FADE = 8;
/** Weight in the outer halo: negligible beside a neighbour's weight, but positive where no neighbour runs. */
const HALO_WEIGHT = 2 ** -40;

/** A tile in its region's coordinates, with its blending weights along x and y. */
export interface Tile extends Weighted {}

/** The tiles that run in a region, and how their answers are blended. */
export interface TilePlan {
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
  /** How the tiles' answers are blended; computed at the first call. */
  sharing(): Sharing;
}

/**
 * Covers a region with overlapping tiles of at most `size` pixels a side (halo included), as equal as multiples of 16
 * allow, and keeps those that are `needed`. The plan depends only on the arguments, never on memory or threads.
 *
 * @param width, height of the region, multiples of 16
 * @param size largest side of a tile, a multiple of 16
 */
export function planTiles(
  width: number,
  height: number,
  size: number,
  needed: (tile: Tile) => boolean = () => true,
): TilePlan {
  const columns = cover(width, size);
  const rows = cover(height, size);
  const tiles = rows
    .flatMap((row) =>
      columns.map((column) => ({
        x: column.start,
        y: row.start,
        width: column.weight.length,
        height: row.weight.length,
        weightX: column.weight,
        weightY: row.weight,
      })),
    )
    .filter(needed);
  return planOf(width, height, tiles);
}

/** The part of a tile that it decides, alone or cross-fading with a neighbour: all but the outer halo. */
export function decidedPart(tile: Tile): Rectangle {
  const counts = (weight: number) => weight > HALO_WEIGHT;
  const left = tile.weightX.findIndex(counts);
  const top = tile.weightY.findIndex(counts);
  return {
    x: tile.x + left,
    y: tile.y + top,
    width: tile.weightX.findLastIndex(counts) + 1 - left,
    height: tile.weightY.findLastIndex(counts) + 1 - top,
  };
}

/** Crops a plan to the smallest rectangle (`box`, in the old plan's coordinates) that holds all its tiles. */
export function cropPlan(plan: TilePlan): { readonly box: Rectangle; readonly cropped: TilePlan } {
  const x = Math.min(...plan.tiles.map((tile) => tile.x));
  const y = Math.min(...plan.tiles.map((tile) => tile.y));
  const width = Math.max(...plan.tiles.map((tile) => tile.x + tile.width)) - x;
  const height = Math.max(...plan.tiles.map((tile) => tile.y + tile.height)) - y;
  const tiles = plan.tiles.map((tile) => ({ ...tile, x: tile.x - x, y: tile.y - y }));
  return {
    box: { x, y, width, height },
    cropped: planOf(width, height, tiles),
  };
}

/** Whether a single tile covers the whole region, so that nothing has to be cut or blended. */
export function isUntiled(plan: TilePlan): boolean {
  const [first] = plan.tiles;
  return plan.tiles.length === 1 && first?.width === plan.width && first.height === plan.height;
}

/** Copies the tile's rectangle from planar `source` to planar `target`. */
export function cutTile(
  plan: TilePlan,
  tile: Rectangle,
  source: Real,
  target: Float32Array,
  planes: number,
  workspace = ORDINARY,
): void {
  const copy = copierFor(source, target, workspace);
  let position = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (let y = 0; y < tile.height; y++) {
      const start = (plane * plan.height + tile.y + y) * plan.width + tile.x;
      copy(source, start, target, position, tile.width);
      position += tile.width;
    }
  }
}

/**
 * Blends the planar values of tile number `index` into planar `target`. After all tiles were blended in order, `target`
 * holds their weighted average wherever there is a tile; its earlier values there don't matter.
 */
export function blendTile(
  plan: TilePlan,
  index: number,
  values: Float32Array,
  target: Float32Array,
  workspace = ORDINARY,
): void {
  const { width, height } = plan.tiles[index];
  addShare(plan.sharing().shares[index], values, width * height, target, plan.width * plan.height, workspace);
}

/** Copies planar `source` to `target` where there is no tile. */
export function copyUncovered(
  plan: TilePlan,
  source: Float32Array,
  target: Float32Array,
  workspace = ORDINARY,
): void {
  const pixels = plan.width * plan.height;
  const copy = copierFor(source, target, workspace);
  const { uncovered } = plan.sharing();
  for (let plane = 0; plane < source.length; plane += pixels) {
    for (let run = 0; run < uncovered.length; run += 2) {
      const start = plane + uncovered[run];
      copy(source, start, target, start, uncovered[run + 1]);
    }
  }
}

function planOf(width: number, height: number, tiles: readonly Tile[]): TilePlan {
  let sharing: Sharing | undefined;
  return {
    width,
    height,
    tiles,
    sharing: () => {
      sharing ??= shareOut(width, height, tiles);
      return sharing;
    },
  };
}

/** A tile along one axis, with its blending weights. */
interface TileAxis {
  readonly start: number;
  readonly weight: Float32Array;
}

/** Covers `length` with tiles of one length, at most `size`, that overlap by two halos or slightly more. */
function cover(length: number, size: number): TileAxis[] {
  for (const value of [length, size]) {
    if (value % NETWORK_STRIDE !== 0 || value <= 0)
      throw new RangeError(`${value} is not a positive multiple of 16`);
  }
  if (length <= size) return [{ start: 0, weight: new Float32Array(length).fill(1) }];
  const overlap = 2 * HALO;
  if (size <= overlap) throw new RangeError(`tile size ${size} leaves nothing between two halos of ${HALO}`);
  const count = Math.ceil((length - overlap) / (size - overlap));
  const tile = Math.ceil((length + (count - 1) * overlap) / count / NETWORK_STRIDE) * NETWORK_STRIDE;
  const starts = Array.from(
    { length: count },
    (_, i) => Math.round((i * (length - tile)) / (count - 1) / NETWORK_STRIDE) * NETWORK_STRIDE,
  );
  return starts.map((start, i) => {
    const weight = new Float32Array(tile).fill(1);
    // The cross-fade is centred in each overlap.
    if (i > 0) fade(weight, (starts[i - 1] + tile - start) / 2, 1);
    if (i < count - 1) fade(weight, tile - (start + tile - starts[i + 1]) / 2, -1);
    return { start, weight };
  });
}

/** Multiplies the weights by a ramp that rises (or falls) and is one half at `middle`. */
function fade(weight: Float32Array, middle: number, direction: 1 | -1): void {
  for (let i = 0; i < weight.length; i++) {
    const ramp = 0.5 + (direction * (i + 0.5 - middle)) / (2 * FADE);
    weight[i] *= Math.min(1, Math.max(HALO_WEIGHT, ramp));
  }
}
