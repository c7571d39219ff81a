import { inverseCovariance, roundingVariances } from '../jpeg-spectrum';
import { type Real, realLike, sizeOf } from '../model';
import { applyFilter, type BlockFilter } from './block-filter';
import { blockGrid, moveBlocks } from './block-grid';
import { addDiagonal, roundingCovariance } from './covariance';
import type { RoundedOptions } from './rounded-picture';

/** The noise of a JPEG for measurements without a closed form (composite.ts). */
export interface RoundingNoise {
  /** out = m (D + n^2 I) m v. */
  apply(v: Real, out: Real): void;
  /**
   * out = m C' (a + C (D + n^2 I) C' / s^2)^-1 C m v: an approximation of (A A' + N / s^2)^-1, exact where A A' is
   * diag(a) in the blocks' cosine transform and no block is cut or masked.
   */
  precondition(v: Real, sigma: number, out: Real): void;
}

/**
 * What a JPEG's rounding adds to any measurement of its picture; blocks that the picture or its mask cuts keep the
 * part of the covariance that is left.
 *
 * @param power the 64 numbers a: what A A' does to each cosine of a block
 * @param like decides the number type
 */
export function roundingNoise(options: RoundedOptions, power: Float64Array, like: Real): RoundingNoise {
  const { shape, tables, noise = 0 } = options;
  const planes = shape.channels === 1 ? 1 : 3;
  const variances = roundingVariances(tables);
  const covariance = addDiagonal(roundingCovariance(variances, planes), noise ** 2, 1);
  const grid = blockGrid({ ...options, endsAtEdge: true });
  const zero = realLike(like, sizeOf(shape));
  const filter = (by: BlockFilter, v: Real, out: Real): void => {
    const step = (block: Float64Array): void => applyFilter(block, by);
    moveBlocks(grid, zero, v, step, step, out);
  };
  let known: { readonly sigma: number; readonly by: BlockFilter } | undefined;
  const inverseAt = (sigma: number): BlockFilter => {
    if (known?.sigma === sigma) return known.by;
    const added = (index: number): number => sigma ** 2 * power[index] + noise ** 2;
    const entries =
      planes === 3
        ? inverseCovariance(variances, added)
        : Float64Array.from({ length: 64 }, (_, i) => 1 / (variances[3 * i] + added(i)));
    known = { sigma, by: { planes, entries: entries.map((entry) => sigma ** 2 * entry) } };
    return known.by;
  };
  return {
    apply: (v, out) => filter(covariance, v, out),
    precondition: (v, sigma, out) => filter(inverseAt(sigma), v, out),
  };
}
