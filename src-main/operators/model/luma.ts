import { LUMA_WEIGHTS } from '../../contract/luma';

/** |w|^2 of the luma weights. */
export const LUMA_NORM2 = LUMA_WEIGHTS[0] ** 2 + LUMA_WEIGHTS[1] ** 2 + LUMA_WEIGHTS[2] ** 2;

const norm = Math.sqrt(LUMA_NORM2);

/** u = w / |w|. */
export const LUMA_UNIT: readonly [number, number, number] = [
  LUMA_WEIGHTS[0] / norm,
  LUMA_WEIGHTS[1] / norm,
  LUMA_WEIGHTS[2] / norm,
];
