import { type Code, type Local, lanes, simd } from './assembler';

/** Arithmetic on pairs of Float64 numbers, and the way there and back from vectors of four Float32 numbers. */

export type Half = 'lower' | 'upper';

/** Two of four Float32 numbers as Float64. */
export function promote(local: Local, half: Half): Code {
  const pair = half === 'lower' ? local.get : lanes(local.get, local.get, [2, 3, 2, 3]);
  return simd('f64x2.promote_low_f32x4', pair);
}

/** A pair rounded to Float32, in the lower half of a vector. */
export function demote(pair: Code): Code {
  return simd('f32x4.demote_f64x2_zero', pair);
}

/** The lower halves of two vectors. */
export function joined(lower: Code, upper: Code): Code {
  return lanes(lower, upper, [0, 1, 4, 5]);
}

export function add(a: Code, b: Code): Code {
  return simd('f64x2.add', a, b);
}

export function subtract(a: Code, b: Code): Code {
  return simd('f64x2.sub', a, b);
}

export function multiply(a: Code, b: Code): Code {
  return simd('f64x2.mul', a, b);
}

export function divide(a: Code, b: Code): Code {
  return simd('f64x2.div', a, b);
}
