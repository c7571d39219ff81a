/**
 * Addresses of the values that row-kernel.ts writes into the kernel's memory before a call. Constants are loaded from
 * there, because a vector constant inside the loop would be built again in each iteration.
 */

/** Round 1: xored into the third word. */
export const THIRD_1: usize = 0;
/** Round 2: the first two are xored into the first and third word; the last is the fourth word. */
export const FIRST_2: usize = 4;
export const THIRD_2: usize = 8;
export const FOURTH_2: usize = 12;
/** Rounds 3 to 10: two key words each. */
export const KEYS: usize = 16;
export const KEYS_END: usize = 80;
/** From here on all values have 8 bytes. SCALE multiplies the results. */
export const SCALE: usize = 80;
export const HALF: usize = 88;
export const PER_WORD: usize = 96;
export const ONE: usize = 104;
export const QUARTER: usize = 112;
/** Added to the bits of the exponents, so that none is negative. */
export const EXPONENT_BIAS: usize = 120;
/** The bits of the lowest mantissa, in the upper half. */
export const MANTISSA_START: usize = 128;
/** A mask of the sign and exponent bits. */
export const FIELDS: usize = 136;
/** The bits of 2^52. Added to a small integer, they are the bits of the number 2^52 plus that integer. */
export const TWO_TO_52: usize = 144;
/** 2^52 plus the exponent bias. */
export const BIASED_ZERO: usize = 152;
export const MINUS_TWO_LN2: usize = 160;
/** The coefficients of the two series, 8 and 9 of them. */
export const LOG_SERIES: usize = 168;
export const SINE_SERIES: usize = 232;
