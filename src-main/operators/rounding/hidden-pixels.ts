import { applyFilter, type BlockFilter, blockSize, filterMatrix } from './block-filter';
import type { PartialStep } from './block-grid';
import { SmallCholesky } from './small-cholesky';

/**
 * The filter of a block with some unmeasured pixels. With F the filter of a whole block, the measured part of F^-1 has
 * to be inverted: F^-1 is a covariance (times a number), and unmeasured pixels are removed from a covariance by
 * removing their rows and columns. By Schur's complement,
 *
 *     [(F^-1)_mm]^-1 r_m = (F r)_m,   with r_h such that (F r)_h = 0:   F_hh r_h = -F_hm r_m,
 *
 * so the hidden pixels get the residuals with which their filtered values vanish, and the block is filtered like a
 * whole one. If more pixels are hidden than measured, the measured part of F^-1 is inverted instead, so that at most
 * half a block is ever inverted. Exact except for float64 rounding (a Cholesky factor of at most 96 rows).
 *
 * @param room bytes that may hold the blocks' factors, for a filter that is applied to the same blocks many times
 */
export function partialStep(filter: BlockFilter, inverse: BlockFilter, room = 0): PartialStep {
  const size = blockSize(filter);
  const shared = new SmallCholesky(size / 2);
  const kept = new Map<number, SmallCholesky>();
  let left = room;
  const indices = new Uint16Array(size);
  const values = new Float64Array(size);
  /** A block's residuals while it is filtered a first time. */
  const residuals = new Float64Array(size);
  let whole: Float64Array | undefined;
  let whitening: Float64Array | undefined;
  /** Collects the indices of the pixels whose flag is `flag`. */
  const collect = (known: Uint8Array, flag: number): number => {
    let count = 0;
    for (let plane = 0; plane < size; plane += 64) {
      for (let k = 0; k < 64; k++) if (known[k] === flag) indices[count++] = plane + k;
    }
    return count;
  };
  /** Solves for the collected part of `matrix` in a block, with `values` on the right. */
  const solve = (matrix: Float64Array, count: number, index: number): void => {
    let cholesky = kept.get(index);
    if (!cholesky) {
      const bytes = SmallCholesky.bytes(count);
      cholesky = bytes > left ? shared : new SmallCholesky(count);
      if (cholesky !== shared) {
        left -= bytes;
        kept.set(index, cholesky);
      }
      cholesky.decompose(matrix, size, indices, count);
    }
    cholesky.solve(values);
  };
  return (block, known, index) => {
    let knownCount = 0;
    for (let k = 0; k < 64; k++) knownCount += known[k];
    if (knownCount < 32) {
      const count = collect(known, 1);
      whitening ??= filterMatrix(inverse);
      for (let i = 0; i < count; i++) values[i] = block[indices[i]];
      solve(whitening, count, index);
      for (let i = 0; i < count; i++) block[indices[i]] = values[i];
      return;
    }
    const count = collect(known, 0);
    whole ??= filterMatrix(filter);
    residuals.set(block);
    applyFilter(block, filter);
    for (let i = 0; i < count; i++) values[i] = -block[indices[i]];
    solve(whole, count, index);
    for (let i = 0; i < count; i++) residuals[indices[i]] = values[i];
    block.set(residuals);
    applyFilter(block, filter);
  };
}
