import { ORDINARY, type Workspace } from '../operators/kernels/workspace';
import type { Real } from '../operators/model/forward-model';

/** What one tile contributes to the average of all tiles, as runs of pixels. Most runs are its own, few are shared. */
export interface TileShare {
  /** Four numbers per run: its kind, its first pixel in the tile, its first pixel in the region, its length. */
  readonly runs: Int32Array;
  /** The tile's share at each pixel of its shared runs, in the order of the runs. */
  readonly shares: Float32Array;
}

/** Kinds of runs: only this tile covers it, or several do and this one is written first, or added to earlier ones. */
export const ALONE = 0;
export const FIRST = 1;
export const FURTHER = 2;

/**
 * Adds the planar values of a tile of `tilePixels` pixels to a region of `pixels`: copied where the tile is alone, and
 * multiplied by its share elsewhere. Call it once per tile, in the order in which shareOut got the tiles.
 */
export function addShare(
  { runs, shares }: TileShare,
  values: Float32Array,
  tilePixels: number,
  target: Float32Array,
  pixels: number,
  workspace = ORDINARY,
): void {
  const planes = values.length / tilePixels;
  const copy = copierFor(values, target, workspace);
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

/** Returns the fastest function that copies runs between the two arrays. */
export function copierFor(source: Real, target: Float32Array, workspace: Workspace): typeof copyRun {
  return workspace.kernelsFor(source, target)?.copyRun ?? copyRun;
}

/** Like target.set(source.subarray(...)), but faster for short rows: that call costs as much as copying 300 numbers. */
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
