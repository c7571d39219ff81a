/**
 * The 8x8 discrete cosine transform of JPEG, in place on 64 consecutive numbers (row after row), by the scaled
 * algorithm of Arai, Agui and Nakajima (1988): 5 multiplications and 29 additions per 8 points, at the cost of one
 * factor per coefficient. forward8x8 returns the orthonormal coefficient times 8 a(u) a(v), inverse8x8 expects it times
 * a(u) a(v) / 8; so a diagonal filter between the two only has to be divided by 64.
 */

const HALF_ROOT = Math.SQRT1_2;
const SIN_PI_8 = Math.sin(Math.PI / 8);
const COS_PI_8 = Math.cos(Math.PI / 8);
// Rotations of the odd half.
const FORWARD_LOW = COS_PI_8 - SIN_PI_8;
const FORWARD_HIGH = COS_PI_8 + SIN_PI_8;
const INVERSE_SUM = 2 * COS_PI_8;
const INVERSE_LOW = 2 * (COS_PI_8 - SIN_PI_8);
const INVERSE_HIGH = 2 * (COS_PI_8 + SIN_PI_8);

/** a(u) a(v) at v * 8 + u: a(0) = 1, a(k) = sqrt 2 cos(k pi / 16). */
export const DCT_SCALE: readonly number[] = Array.from(
  { length: 64 },
  (_, index) => axisScale(index >> 3) * axisScale(index & 7),
);

function axisScale(k: number): number {
  return k === 0 ? 1 : Math.SQRT2 * Math.cos((k * Math.PI) / 16);
}

/** Entry of the orthonormal 8-point transform, from its definition. */
export function cosine8(frequency: number, sample: number): number {
  const norm = frequency === 0 ? Math.sqrt(1 / 8) : 1 / 2;
  return norm * Math.cos(((2 * sample + 1) * frequency * Math.PI) / 16);
}

/** Scaled forward transform of the 64 numbers at `offset`. */
export function forward8x8(block: Float64Array, offset: number): void {
  for (let i = offset; i < offset + 64; i += 8) forward8(block, i, 1);
  for (let i = offset; i < offset + 8; i++) forward8(block, i, 8);
}

/** Scaled inverse transform of the 64 numbers at `offset`. */
export function inverse8x8(block: Float64Array, offset: number): void {
  for (let i = offset; i < offset + 8; i++) inverse8(block, i, 8);
  for (let i = offset; i < offset + 64; i += 8) inverse8(block, i, 1);
}

function forward8(b: Float64Array, i: number, step: number): void {
  const i1 = i + step;
  const i2 = i1 + step;
  const i3 = i2 + step;
  const i4 = i3 + step;
  const i5 = i4 + step;
  const i6 = i5 + step;
  const i7 = i6 + step;
  const sum0 = b[i] + b[i7];
  const dif0 = b[i] - b[i7];
  const sum1 = b[i1] + b[i6];
  const dif1 = b[i1] - b[i6];
  const sum2 = b[i2] + b[i5];
  const dif2 = b[i2] - b[i5];
  const sum3 = b[i3] + b[i4];
  const dif3 = b[i3] - b[i4];

  const outer = sum0 + sum3;
  const outerDif = sum0 - sum3;
  const inner = sum1 + sum2;
  const rotated = (sum1 - sum2 + outerDif) * HALF_ROOT;
  b[i] = outer + inner;
  b[i4] = outer - inner;
  b[i2] = outerDif + rotated;
  b[i6] = outerDif - rotated;

  const odd0 = dif3 + dif2;
  const odd1 = (dif2 + dif1) * HALF_ROOT;
  const odd2 = dif1 + dif0;
  const shared = (odd0 - odd2) * SIN_PI_8;
  const low = FORWARD_LOW * odd0 + shared;
  const high = FORWARD_HIGH * odd2 + shared;
  const plus = dif0 + odd1;
  const minus = dif0 - odd1;
  b[i5] = minus + low;
  b[i3] = minus - low;
  b[i1] = plus + high;
  b[i7] = plus - high;
}

function inverse8(b: Float64Array, i: number, step: number): void {
  const i1 = i + step;
  const i2 = i1 + step;
  const i3 = i2 + step;
  const i4 = i3 + step;
  const i5 = i4 + step;
  const i6 = i5 + step;
  const i7 = i6 + step;
  const plus = b[i] + b[i4];
  const minus = b[i] - b[i4];
  const sum26 = b[i2] + b[i6];
  const rotated = (b[i2] - b[i6]) * Math.SQRT2 - sum26;
  const even0 = plus + sum26;
  const even3 = plus - sum26;
  const even1 = minus + rotated;
  const even2 = minus - rotated;

  const sum53 = b[i5] + b[i3];
  const dif53 = b[i5] - b[i3];
  const sum17 = b[i1] + b[i7];
  const dif17 = b[i1] - b[i7];
  const shared = (dif53 + dif17) * INVERSE_SUM;
  const odd7 = sum17 + sum53;
  const odd6 = shared - INVERSE_HIGH * dif53 - odd7;
  const odd5 = (sum17 - sum53) * Math.SQRT2 - odd6;
  const odd4 = INVERSE_LOW * dif17 - shared + odd5;
  b[i] = even0 + odd7;
  b[i7] = even0 - odd7;
  b[i1] = even1 + odd6;
  b[i6] = even1 - odd6;
  b[i2] = even2 + odd5;
  b[i5] = even2 - odd5;
  b[i4] = even3 + odd4;
  b[i3] = even3 - odd4;
}
