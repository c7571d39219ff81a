import { kernelsFor } from '../operators/kernels/vector-space';
import type { Real } from '../operators/model/forward-model';

/** What one tile puts into the average of all, as runs of pixels: most are its own, few are shared. */
export interface TileShare {
  /** Four numbers a run: how it counts, first pixel in the tile, first pixel in the region, length. */
  readonly runs: Int32Array;
  /** The tile's share at each pixel of its shared runs, in their order. */
  readonly shares: Float32Array;
}

/** How a run counts: alone, shared as the first of several tiles, or shared and added to those before. */
export const ALONE = 0;
export const FIRST = 1;
export const FURTHER = 2;

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
export function copierFor(source: Real, target: Float32Array): typeof copyRun {
  return kernelsFor(source, target)?.copyRun ?? copyRun;
}

/** Like target.set(source.subarray(...)), whose fixed cost is that of copying 300 numbers: rows of tiles are short. */
function copyRun(source: Real, from: number, target: Float32Array, to: number, length: number): void {
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
