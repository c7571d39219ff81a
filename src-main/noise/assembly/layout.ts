/**
 * Addresses of what row-kernel.ts writes into the kernel's memory before a call. Constants come from there because a
 * vector written into a loop would be put together anew every time around.
 */

/** Of round 1, xored into the third word. */
export const THIRD_1: usize = 0;
/** Of round 2: xored into the first and third word, and the fourth. */
export const FIRST_2: usize = 4;
export const THIRD_2: usize = 8;
export const FOURTH_2: usize = 12;
/** Two words a round, for rounds 3 to 10. */
export const KEYS: usize = 16;
export const KEYS_END: usize = 80;
/** From here on numbers of 8 bytes: what the results are multiplied by, */
export const SCALE: usize = 80;
export const HALF: usize = 88;
export const PER_WORD: usize = 96;
export const ONE: usize = 104;
export const QUARTER: usize = 112;
/** added to the exponents' bits so that none is negative, */
export const EXPONENT_BIAS: usize = 120;
/** the bits of the least mantissa, in the upper half, */
export const MANTISSA_START: usize = 128;
/** the bits of sign and exponent, */
export const FIELDS: usize = 136;
/** the bits of 2^52: added to those of a small integer they are 2^52 plus that integer, */
export const TWO_TO_52: usize = 144;
/** 2^52 and the bias, */
export const BIASED_ZERO: usize = 152;
export const MINUS_TWO_LN2: usize = 160;
/** and the two series, 8 and 9 coefficients. */
export const LOG_SERIES: usize = 168;
export const SINE_SERIES: usize = 232;
