/**
 * The cosine branch of Box and Muller, sqrt(-2 ln u) cos(2 pi v), computed only with additions, multiplications, one
 * division and one square root. IEEE 754 fixes every bit of those, while Math.log and Math.cos differ between engines
 * and have no vector form. The error is below 1e-12, so Float32 results equal those of the exact functions, except for
 * rare values at the border between two floats.
 */

export const PER_WORD = 2 ** -32;

/** Upper word of sqrt(1/2). Mantissas are taken from [sqrt(1/2), sqrt(2)), where the series of ln is most accurate. */
export const MANTISSA_START = 0x3fe6a09e;

export const MINUS_TWO_LN2 = -2 * Math.LN2;

/** -2 ln m = s (-4 - 4/3 s^2 - 4/5 s^4 - ...), s = (m - 1) / (m + 1), |s| < 0.172; the first omitted term is 3e-14. */
export const LOG_SERIES: readonly number[] = Array.from({ length: 8 }, (_, i) => -4 / (2 * i + 1));

/** sin(2 pi z) = z (2 pi - (2 pi)^3 / 3! z^2 + ...), |z| <= 1/4; the first omitted term is 4e-14. */
export const SINE_SERIES: readonly number[] = sineSeries(9);

function sineSeries(length: number): number[] {
  const series = [2 * Math.PI];
  for (let i = 1; i < length; i++) series.push((-series[i - 1] * (2 * Math.PI) ** 2) / (2 * i * (2 * i + 1)));
  return series;
}

const [L0, L1, L2, L3, L4, L5, L6, L7] = LOG_SERIES;
const [S0, S1, S2, S3, S4, S5, S6, S7, S8] = SINE_SERIES;

/** The powers of two that bring 0, 1, 2, ... leading zeros of a word to the mantissa's place. */
const SHIFTS = Float64Array.from({ length: 33 }, (_, zeros) => 2 ** (zeros - 31));

/** Mantissas of [1, 2) from here on are halved. */
const HALVED_FROM = 1 + (MANTISSA_START & 0xfffff) / 2 ** 20;

/** A standard normal number from two 32-bit words, signed or unsigned. */
export function normalOf(word0: number, word1: number): number {
  // The first word's uniform number is m 2^exponent.
  const zeros = Math.clz32(word0);
  const leading = ((word0 >>> 0) + 0.5) * SHIFTS[zeros];
  const isHalved = leading >= HALVED_FROM;
  const m = isHalved ? leading / 2 : leading;
  const exponent = isHalved ? -zeros : -1 - zeros;
  const s = (m - 1) / (m + 1);
  const q = s * s;
  const log = L0 + q * (L1 + q * (L2 + q * (L3 + q * (L4 + q * (L5 + q * (L6 + q * L7))))));
  const radius = Math.sqrt(exponent * MINUS_TWO_LN2 + s * log);
  // cos(2 pi v) = sin(2 pi (|v - 1/2| - 1/4)), whose argument stays within a quarter turn without branches.
  const z = Math.abs(((word1 >>> 0) + 0.5) * PER_WORD - 0.5) - 0.25;
  const p = z * z;
  const sine = S0 + p * (S1 + p * (S2 + p * (S3 + p * (S4 + p * (S5 + p * (S6 + p * (S7 + p * S8)))))));
  return radius * (z * sine);
}
