import { type Code, type ConstantLocals, i32, type Local, simd } from '../operators/wasm/assembler';
import { add, demote, divide, multiply, subtract } from '../operators/wasm/float64';
import { LOG_SERIES, MANTISSA_START, MINUS_TWO_LN2, PER_WORD, SINE_SERIES } from './box-muller';

/** Added to exponents so that none is negative: there is no arithmetic shift of 64 bits that is cheap. */
const EXPONENT_BIAS = 64n;
/** Bits of 2^52: or'ed (here: added) with a small integer they are 2^52 plus that integer. */
const TWO_TO_52 = 0x4330000000000000n;
/** Sign and exponent. */
const FIELDS = 0xfff0000000000000n;

/**
 * The steps from two pairs of words, in the lower halves of two vectors, to two numbers times `scale`, as Float32 in
 * the lower half of `result`. Like normalOf, which explains the arithmetic, to the last bit.
 */
export function normalSteps(
  constants: ConstantLocals,
  vector: () => Local,
  [word0, word1]: readonly [Code, Code],
  scale: Code,
): { readonly steps: readonly Code[]; readonly result: Local } {
  const [bits, biased, m] = [vector(), vector(), vector()];
  const [s, q, radius, z, p, sine] = [vector(), vector(), vector(), vector(), vector(), vector()];
  const { f64x2, i64x2 } = constants;
  const uniform = (words: Code): Code =>
    multiply(add(simd('f64x2.convert_low_i32x4_u', words), f64x2(0.5)), f64x2(PER_WORD));
  const exponent = subtract(
    simd('i64x2.add', simd('i64x2.shr_u', biased.get, i32(52)), i64x2(TWO_TO_52)),
    f64x2(2 ** 52 + Number(EXPONENT_BIAS)),
  );
  /** Horner's scheme, a step a coefficient. */
  const polynomial = (sum: Local, coefficients: readonly number[], variable: Local): Code[] => {
    const [last, ...others] = coefficients.toReversed();
    const next = (coefficient: number) => sum.set(add(f64x2(coefficient), multiply(variable.get, sum.get)));
    return [sum.set(f64x2(last)), ...others.map(next)];
  };
  const steps = [
    bits.set(simd('i64x2.add', uniform(word0), i64x2(EXPONENT_BIAS << 52n))),
    z.set(subtract(simd('f64x2.abs', subtract(uniform(word1), f64x2(0.5))), f64x2(0.25))),
    p.set(multiply(z.get, z.get)),
    biased.set(simd('i64x2.sub', bits.get, i64x2(BigInt(MANTISSA_START) << 32n))),
    m.set(simd('i64x2.sub', bits.get, simd('v128.and', biased.get, i64x2(FIELDS)))),
    s.set(divide(subtract(m.get, f64x2(1)), add(m.get, f64x2(1)))),
    ...polynomial(sine, SINE_SERIES, p),
    q.set(multiply(s.get, s.get)),
    ...polynomial(radius, LOG_SERIES, q),
    radius.set(
      simd('f64x2.sqrt', add(multiply(exponent, f64x2(MINUS_TWO_LN2)), multiply(s.get, radius.get))),
    ),
    sine.set(demote(multiply(scale, multiply(radius.get, multiply(z.get, sine.get))))),
  ];
  return { steps, result: sine };
}
