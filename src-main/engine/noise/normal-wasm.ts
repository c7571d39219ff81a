import {
  addI32,
  type Code,
  constantPool,
  doWhileLess,
  i32,
  i32x4,
  type Local,
  lanes,
  load,
  localVariables,
  moduleOf,
  simd,
  store,
} from '../../operators/wasm/assembler';
import { LOG_SERIES, MANTISSA_START, MINUS_TWO_LN2, PER_WORD, SINE_SERIES } from './box-muller';

/**
 * Philox4x32-10 and Box-Muller for four pixels of a row at once, in WebAssembly: like the loops in philox.ts and
 * box-muller.ts, to the last bit, but ten times faster. The start of a sample is three such numbers a pixel, which
 * in JavaScript takes longer than all pivots and solver steps together.
 */

/** Rounds that depend on the pixel; what the first two leave constant along a row is handed over. */
export const KERNEL_ROUNDS = 8;
/** Numbers a call writes at most; a multiple of 4. */
export const KERNEL_CAPACITY = 4096;

/** Where the kernel finds its inputs (16 bytes each, one value in all lanes) and leaves its numbers. */
export const ADDRESS = {
  /** Of round 1: xored into the third word. */
  third1: 0,
  /** Of round 2: xored into the first and third word, and the fourth. */
  first2: 16,
  third2: 32,
  fourth2: 48,
  scale: 64,
  /** Two a round. */
  keys: 80,
  numbers: 80 + 32 * KERNEL_ROUNDS,
} as const;

/** Behind the numbers. */
const CONSTANTS = ADDRESS.numbers + 4 * KERNEL_CAPACITY;

/** The module: run(x, bytes) writes bytes / 4 numbers, a multiple of 4, for the pixels from x on. */
export function assembleKernel(multiplier0: number, multiplier1: number): Uint8Array<ArrayBuffer> {
  const pool = constantPool(CONSTANTS);
  const locals = localVariables(3);
  const [left, bytes, pointer] = [0, 1, 2].map(locals.parameter);
  const x = locals.vector();
  const words = [0, 1, 2, 3].map(() => locals.vector());
  const half = halfLocals(locals.vector);
  const multipliers = [multiplier0, multiplier1].map((value) => ({ local: locals.vector(), value }));
  const [m0, m1] = multipliers.map(({ local }) => local);
  const [low, high] = [locals.vector(), locals.vector()];
  const [evenProducts, oddProducts] = [locals.vector(), locals.vector()];

  /** low, high = the halves of the 64-bit products of four words. */
  const multiply = (word: Local, by: Local): Code => [
    ...evenProducts.set(simd('i64x2.extmul_low_i32x4_u', word.get, by.get)),
    ...oddProducts.set(simd('i64x2.extmul_high_i32x4_u', word.get, by.get)),
    ...low.set(lanes(evenProducts.get, oddProducts.get, [0, 2, 4, 6])),
    ...high.set(lanes(evenProducts.get, oddProducts.get, [1, 3, 5, 7])),
  ];
  const xor = (a: Code, b: Code): Code => simd('v128.xor', a, b);
  const [c0, c1, c2, c3] = words;
  const lastHigh = locals.vector();

  const firstRounds: Code = [
    ...multiply(x, m0),
    ...c2.set(xor(high.get, load(i32(0), ADDRESS.third1))),
    ...c3.set(xor(low.get, load(i32(0), ADDRESS.third2))),
    ...multiply(c2, m1),
    ...c0.set(xor(high.get, load(i32(0), ADDRESS.first2))),
    ...c1.set(low.get),
    ...c2.set(c3.get),
    ...c3.set(load(i32(0), ADDRESS.fourth2)),
  ];
  const round = (index: number): Code => {
    const [key0, key1] = [ADDRESS.keys + 32 * index, ADDRESS.keys + 32 * index + 16];
    const second = [
      ...multiply(c2, m1),
      ...lastHigh.set(xor(high.get, xor(c1.get, load(i32(0), key0)))),
      ...c1.set(low.get),
    ];
    // Only the first two words of the last round are used.
    if (index === KERNEL_ROUNDS - 1) return [...second, ...c0.set(lastHigh.get)];
    return [
      ...second,
      ...multiply(c0, m0),
      ...c2.set(xor(high.get, xor(c3.get, load(i32(0), key1)))),
      ...c3.set(low.get),
      ...c0.set(lastHigh.get),
    ];
  };
  const upperPair = (word: Local): Code => lanes(word.get, word.get, [2, 3, 2, 3]);
  const [first, second] = [locals.vector(), locals.vector()];
  const body: Code = [
    ...multipliers.flatMap(({ local, value }) => local.set(i32x4(value))),
    ...x.set(simd('i32x4.add', simd('i32x4.splat', left.get), i32x4(0, 1, 2, 3))),
    ...doWhileLess(
      [
        ...firstRounds,
        ...Array.from({ length: KERNEL_ROUNDS }, (_, i) => round(i)).flat(),
        ...normals(pool, half, c0.get, c1.get, first),
        ...normals(pool, half, upperPair(c0), upperPair(c1), second),
        ...store(pointer.get, ADDRESS.numbers, lanes(first.get, second.get, [0, 1, 4, 5])),
        ...x.set(simd('i32x4.add', x.get, i32x4(4))),
        ...pointer.set(addI32(pointer.get, i32(16))),
      ],
      pointer.get,
      bytes.get,
    ),
  ];
  return moduleOf(
    [{ name: 'run', parameters: ['i32', 'i32', 'i32'], vectors: locals.count(), body }],
    pool.data(),
  );
}

type Pool = ReturnType<typeof constantPool>;
type HalfLocals = ReturnType<typeof halfLocals>;

function halfLocals(vector: () => Local) {
  return { bits: vector(), biased: vector(), m: vector(), s: vector(), q: vector(), radius: vector() };
}

/** Added to exponents so that none is negative: there is no arithmetic shift of 64 bits that is cheap. */
const EXPONENT_BIAS = 64n;
/** Bits of 2^52: or'ed (here: added) with a small integer they are 2^52 plus that integer. */
const TWO_TO_52 = 0x4330000000000000n;

/** result = two numbers as Float32 in its lower half; box-muller.ts explains the arithmetic, and does the same. */
function normals(pool: Pool, local: HalfLocals, word0: Code, word1: Code, result: Local): Code {
  const { bits, biased, m, s, q, radius } = local;
  const uniform = (words: Code): Code =>
    multiply(
      simd('f64x2.add', simd('f64x2.convert_low_i32x4_u', words), pool.f64x2(0.5)),
      pool.f64x2(PER_WORD),
    );
  const fields = 0xfff0000000000000n;
  const exponent = simd(
    'f64x2.sub',
    simd('i64x2.add', simd('i64x2.shr_u', biased.get, i32(52)), pool.i64x2(TWO_TO_52)),
    pool.f64x2(2 ** 52 + Number(EXPONENT_BIAS)),
  );
  return [
    ...bits.set(simd('i64x2.add', uniform(word0), pool.i64x2(EXPONENT_BIAS << 52n))),
    ...biased.set(simd('i64x2.sub', bits.get, pool.i64x2(BigInt(MANTISSA_START) << 32n))),
    ...m.set(simd('i64x2.sub', bits.get, simd('v128.and', biased.get, pool.i64x2(fields)))),
    ...s.set(
      simd('f64x2.div', simd('f64x2.sub', m.get, pool.f64x2(1)), simd('f64x2.add', m.get, pool.f64x2(1))),
    ),
    ...q.set(multiply(s.get, s.get)),
    ...radius.set(
      simd(
        'f64x2.sqrt',
        simd(
          'f64x2.add',
          multiply(exponent, pool.f64x2(MINUS_TWO_LN2)),
          multiply(s.get, polynomial(pool, LOG_SERIES, q.get)),
        ),
      ),
    ),
    // From here on s is z and q its square.
    ...s.set(
      simd(
        'f64x2.sub',
        simd('f64x2.abs', simd('f64x2.sub', uniform(word1), pool.f64x2(0.5))),
        pool.f64x2(0.25),
      ),
    ),
    ...q.set(multiply(s.get, s.get)),
    ...result.set(
      simd(
        'f32x4.demote_f64x2_zero',
        multiply(
          load(i32(0), ADDRESS.scale),
          multiply(radius.get, multiply(s.get, polynomial(pool, SINE_SERIES, q.get))),
        ),
      ),
    ),
  ];
}

function multiply(a: Code, b: Code): Code {
  return simd('f64x2.mul', a, b);
}

/** Horner's scheme. */
function polynomial(pool: Pool, coefficients: readonly number[], q: Code): Code {
  const [first, ...rest] = coefficients;
  if (rest.length === 0) return pool.f64x2(first);
  return simd('f64x2.add', pool.f64x2(first), multiply(q, polynomial(pool, rest, q)));
}
