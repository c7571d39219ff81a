import {
  BIASED_ZERO,
  EXPONENT_BIAS,
  FIELDS,
  HALF,
  LOG_SERIES,
  MANTISSA_START,
  MINUS_TWO_LN2,
  ONE,
  PER_WORD,
  QUARTER,
  SCALE,
  SINE_SERIES,
  TWO_TO_52,
} from './layout';

/** Computes bit for bit what normalOf in ../box-muller.ts computes; that file explains the arithmetic. */
export class BoxMuller {
  /** Two normal numbers times the scale, as Float32 in the lower half, from two pairs of words in the lower halves. */
  @inline
  static two(word0: v128, word1: v128): v128 {
    const centred = f64x2.sub(uniform(word1), number(HALF));
    const z = f64x2.sub(f64x2.abs(centred), number(QUARTER));
    const cosine = f64x2.mul(z, BoxMuller.sine(f64x2.mul(z, z)));
    return f32x4.demote_f64x2_zero(f64x2.mul(number(SCALE), f64x2.mul(BoxMuller.radius(word0), cosine)));
  }

  /** sqrt(-2 ln u). */
  @inline
  private static radius(word: v128): v128 {
    const bits = i64x2.add(uniform(word), number(EXPONENT_BIAS));
    const fromStart = i64x2.sub(bits, number(MANTISSA_START));
    const raised = i64x2.add(i64x2.shr_u(fromStart, 52), number(TWO_TO_52));
    const exponent = f64x2.sub(raised, number(BIASED_ZERO));
    const m = i64x2.sub(bits, v128.and(fromStart, number(FIELDS)));
    const s = f64x2.div(f64x2.sub(m, number(ONE)), f64x2.add(m, number(ONE)));
    const log = f64x2.mul(s, BoxMuller.log(f64x2.mul(s, s)));
    return f64x2.sqrt(f64x2.add(f64x2.mul(exponent, number(MINUS_TWO_LN2)), log));
  }

  @inline
  private static log(q: v128): v128 {
    let sum = number(LOG_SERIES + 56);
    sum = plus(LOG_SERIES + 48, q, sum);
    sum = plus(LOG_SERIES + 40, q, sum);
    sum = plus(LOG_SERIES + 32, q, sum);
    sum = plus(LOG_SERIES + 24, q, sum);
    sum = plus(LOG_SERIES + 16, q, sum);
    sum = plus(LOG_SERIES + 8, q, sum);
    return plus(LOG_SERIES, q, sum);
  }

  @inline
  private static sine(p: v128): v128 {
    let sum = number(SINE_SERIES + 64);
    sum = plus(SINE_SERIES + 56, p, sum);
    sum = plus(SINE_SERIES + 48, p, sum);
    sum = plus(SINE_SERIES + 40, p, sum);
    sum = plus(SINE_SERIES + 32, p, sum);
    sum = plus(SINE_SERIES + 24, p, sum);
    sum = plus(SINE_SERIES + 16, p, sum);
    sum = plus(SINE_SERIES + 8, p, sum);
    return plus(SINE_SERIES, p, sum);
  }
}

/** Loads the number at an address into both elements of a vector. */
function number(address: usize): v128 {
  return v128.load_splat<u64>(address);
}

/** A step of Horner's scheme. */
function plus(coefficient: usize, variable: v128, sum: v128): v128 {
  return f64x2.add(number(coefficient), f64x2.mul(variable, sum));
}

/** The uniform numbers of two words. */
function uniform(words: v128): v128 {
  return f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_u(words), number(HALF)), number(PER_WORD));
}
