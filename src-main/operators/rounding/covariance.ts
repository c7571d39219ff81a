import { LUMA_WEIGHTS } from '../../contract/luma';
import type { BlockFilter } from './block-filter';

const [WR, WG, WB] = LUMA_WEIGHTS;

/** YCbCr to RGB of JFIF (ITU-T T.871), the inverse of the matrix in jpeg-spectrum.ts: rows red, green, blue. */
const YCBCR_TO_RGB: readonly (readonly [number, number, number])[] = [
  [1, 0, 2 * (1 - WR)],
  [1, (-2 * WB * (1 - WB)) / WG, (-2 * WR * (1 - WR)) / WG],
  [1, 2 * (1 - WB), 0],
];

/**
 * The covariance of a JPEG's rounding as a filter of blocks: M^-1 N M^-T at each index for the three planes of a
 * picture, and N_Y for its luminance, which has only the rounding of Y (w' M^-1 = (1, 0, 0)).
 *
 * @param variances N, from roundingVariances
 */
export function roundingCovariance(variances: Float64Array, planes: 1 | 3): BlockFilter {
  if (planes === 1) return { planes, entries: Float64Array.from({ length: 64 }, (_, i) => variances[3 * i]) };
  const entries = new Float64Array(6 * 64);
  for (let index = 0; index < 64; index++) {
    const entry = (i: number, j: number): number =>
      YCBCR_TO_RGB[i].reduce(
        (sum, value, component) =>
          sum + value * YCBCR_TO_RGB[j][component] * variances[3 * index + component],
        0,
      );
    entries.set([entry(0, 0), entry(0, 1), entry(0, 2), entry(1, 1), entry(1, 2), entry(2, 2)], 6 * index);
  }
  return { planes, entries };
}

/** Positions of the diagonal among the six entries of a 3x3 matrix. */
const DIAGONAL: readonly number[] = [0, 3, 5];

/** scale (F + diagonal I); `diagonal` is one number, or one per index. */
export function addDiagonal(
  { planes, entries }: BlockFilter,
  diagonal: number | Float64Array,
  scale: number,
): BlockFilter {
  const size = planes === 3 ? 6 : 1;
  const places = planes === 3 ? DIAGONAL : [0];
  const out = entries.map((entry) => scale * entry);
  for (let index = 0; index < 64; index++) {
    const added = scale * (typeof diagonal === 'number' ? diagonal : diagonal[index]);
    for (const place of places) out[index * size + place] += added;
  }
  return { planes, entries: out };
}
