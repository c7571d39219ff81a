import type { Fft2Factory } from '../fourier/fft2';
import { type Real, realLike, sizeOf } from '../model/forward-model';
import type { LinearMap } from '../model/linear-map';
import { applyFilter, type BlockFilter } from './block-filter';
import { blockGrid, moveBlocks } from './block-grid';
import { addDiagonal, roundingCovariance } from './covariance';
import { cosine8 } from './dct';
import { inverseCovariance, roundingVariances } from './jpeg-spectrum';
import type { RoundedOptions } from './rounded-picture';
import { stationaryPreconditioner } from './stationary';

/** The noise of a JPEG for measurements without a closed form (composite.ts). */
export interface RoundingNoise {
  /** out = m (D + n^2 I) m v. */
  apply(v: Real, out: Real): void;
  /** out = an approximation of (A A' + N / sigma^2)^-1 v. */
  precondition(v: Real, sigma: number, out: Real): void;
}

/** A blur and its effect on the blocks. */
export interface BlurredPicture {
  /** A without the mask; its range has exactly the picture's shape. */
  readonly map: LinearMap;
  /** The power of each of the 64 cosines of a block under A A'. */
  readonly power: Float64Array;
  readonly fft: Fft2Factory;
}

/**
 * The largest rounding variance in combination with a blur: a standard deviation of 2 is the whole range from black to
 * white. Elsewhere the variance of discarded frequencies is twenty times larger; here that would change no result, but
 * take five times as many iterations.
 */
const MOST_VARIANCE = 4;
/** Noise level above which the blur determines the solver's convergence; below it the blocks do. */
const BLUR_DECIDES = 1;

/**
 * The noise that a JPEG's rounding adds to a measurement of its picture; blocks cut by the picture's edge or its mask
 * keep the remaining part of the covariance. (A A' + N / s^2)^-1 is approximated by its stationary part (stationary.ts)
 * where the blur determines convergence, and by C' (diag(a) + C (D + n^2 I) C' / s^2)^-1 C, with a = `power`, where the
 * blocks do.
 *
 * @param like decides the number type
 */
export function roundingNoise(
  options: RoundedOptions,
  { map, power, fft }: BlurredPicture,
  like: Real,
): RoundingNoise {
  const { shape, tables, noise = 0 } = options;
  const planes = shape.channels === 1 ? 1 : 3;
  const variances = roundingVariances(tables).map((variance) => Math.min(MOST_VARIANCE, variance));
  const stationary = stationaryPreconditioner(options, variances, map, fft);
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
    precondition: (v, sigma, out) => {
      if (sigma > BLUR_DECIDES) stationary(v, sigma, out);
      else filter(inverseAt(sigma), v, out);
    },
  };
}

/** The power c' A A' c of each of the 64 cosines c, of unit length, of a block in the middle of one plane. */
export function blockPower({ domain, range, adjoint }: LinearMap): Float64Array {
  const y = new Float32Array(sizeOf(range));
  const x = new Float32Array(sizeOf(domain));
  const [left, top] = [range.width / 2, range.height / 2];
  return Float64Array.from({ length: 64 }, (_, index) => {
    for (let k = 0; k < 64; k++) {
      y[(top + (k >> 3)) * range.width + left + (k & 7)] =
        cosine8(index >> 3, k >> 3) * cosine8(index & 7, k & 7);
    }
    adjoint(y, x);
    return squaredLength(x);
  });
}

function squaredLength(values: Real): number {
  let sum = 0;
  for (const value of values) sum += value ** 2;
  return sum;
}
