import type { Rectangle } from '../imaging/raw-picture';
import { kernelsFor } from '../operators/wasm/vector-space';

/** What one tile puts into the average of all, as runs of pixels: most are its own, few are shared. */
export interface TileShare {
  /** Four numbers a run: how it counts, first pixel in the tile, first pixel in the region, length. */
  readonly runs: Int32Array;
  /** The tile's share at each pixel of its shared runs, in their order. */
  readonly shares: Float32Array;
}

/** How a run counts: alone, shared as the first of several tiles, or shared and added to those before. */
const ALONE = 0;
const FIRST = 1;
const FURTHER = 2;

/** Shares below this are those of a halo beside a tile that decides. */
const NOTHING = 1e-6;

/** A tile's rectangle in its region and its weights along both sides, whose product counts. */
export interface Weighted extends Rectangle {
  readonly weightX: Float32Array;
  readonly weightY: Float32Array;
}

export interface Sharing {
  /** Of each tile, what it puts into the average. */
  readonly shares: readonly TileShare[];
  /** Where no tile is: first pixel and length of each run. */
  readonly uncovered: Int32Array;
}

/** Shares in proportion to the tiles' weights, which sum to 1 wherever a tile is; and the runs where none is. */
export function shareOut(width: number, height: number, tiles: readonly Weighted[]): Sharing {
  const sum = new Float32Array(width * height);
  for (const tile of tiles) {
    for (let y = 0; y < tile.height; y++) {
      const row = (tile.y + y) * width + tile.x;
      const rowWeight = tile.weightY[y];
      for (let x = 0; x < tile.width; x++) sum[row + x] += rowWeight * tile.weightX[x];
    }
  }
  const seen = new Uint8Array(width * height);
  return { shares: tiles.map((tile) => shareOf(tile, width, sum, seen)), uncovered: uncoveredRuns(sum) };
}

function shareOf(tile: Weighted, width: number, sum: Float32Array, seen: Uint8Array): TileShare {
  const runs: number[] = [];
  const shares: number[] = [];
  for (let y = 0; y < tile.height; y++) {
    const row = (tile.y + y) * width + tile.x;
    const rowWeight = tile.weightY[y];
    let last = -1;
    for (let x = 0; x < tile.width; x++) {
      const share = (rowWeight * tile.weightX[x]) / sum[row + x];
      if (share < NOTHING) {
        last = -1;
        continue;
      }
      const alone = share > 1 - NOTHING;
      const kind = alone ? ALONE : seen[row + x] === 0 ? FIRST : FURTHER;
      if (!alone) shares.push(share);
      seen[row + x] = 1;
      if (kind === last) runs[runs.length - 1]++;
      else runs.push(kind, y * tile.width + x, row + x, 1);
      last = kind;
    }
  }
  return { runs: Int32Array.from(runs), shares: Float32Array.from(shares) };
}

/** Two numbers a run: first pixel and length. */
function uncoveredRuns(sum: Float32Array): Int32Array {
  const runs: number[] = [];
  for (let start = sum.indexOf(0); start >= 0; ) {
    let end = start;
    while (end < sum.length && sum[end] === 0) end++;
    runs.push(start, end - start);
    start = sum.indexOf(0, end);
  }
  return Int32Array.from(runs);
}

/**
 * Puts the planar values of a tile of `tilePixels` pixels into a region of `pixels`: copied where the tile is alone,
 * else its share of them. Tiles go in the order in which they were shared out, each once.
 */
export function addShare(
  { runs, shares }: TileShare,
  values: Float32Array,
  tilePixels: number,
  target: Float32Array,
  pixels: number,
): void {
  const planes = values.length / tilePixels;
  const copy = copierFor(values, target);
  for (let plane = 0; plane < planes; plane++) {
    let next = 0;
    for (let run = 0; run < runs.length; run += 4) {
      const kind = runs[run];
      const from = plane * tilePixels + runs[run + 1];
      const to = plane * pixels + runs[run + 2];
      const length = runs[run + 3];
      if (kind === ALONE) {
        copy(values, from, target, to, length);
        continue;
      }
      if (kind === FIRST)
        for (let i = 0; i < length; i++) target[to + i] = shares[next + i] * values[from + i];
      else for (let i = 0; i < length; i++) target[to + i] += shares[next + i] * values[from + i];
      next += length;
    }
  }
}

/** What copies runs from one of the arrays to the other the fastest. */
export function copierFor(source: Float32Array, target: Float32Array): typeof copyRun {
  return kernelsFor(source, target)?.copyRun ?? copyRun;
}

/** Like target.set(source.subarray(...)), whose fixed cost is that of copying 300 numbers: rows of tiles are short. */
function copyRun(source: Float32Array, from: number, target: Float32Array, to: number, length: number): void {
  const blocks = length & ~3;
  for (let i = 0; i < blocks; i += 4) {
    const j = from + i;
    const k = to + i;
    const a = source[j];
    const b = source[j + 1];
    const c = source[j + 2];
    const d = source[j + 3];
    target[k] = a;
    target[k + 1] = b;
    target[k + 2] = c;
    target[k + 3] = d;
  }
  for (let i = blocks; i < length; i++) target[to + i] = source[from + i];
}
