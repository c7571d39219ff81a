/**
 * Arithmetic on four Float32 numbers at once as two pairs of Float64. They are converted to Float64, calculated in the
 * order of the plain loops and rounded once, so that the results equal those of JavaScript to the last bit.
 */

/** The lower two of four Float32 numbers as Float64. */
export function lower(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

/** The upper two. */
export function upper(four: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 0, 1));
}

/** Two pairs rounded to four Float32 numbers. */
export function rounded(low: v128, high: v128): v128 {
  return i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

export function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

export function subtract(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

export function multiply(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

export function divide(a: v128, b: v128): v128 {
  return f64x2.div(a, b);
}
