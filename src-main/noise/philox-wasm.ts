import { type Code, type ConstantLocals, type Local, lanes, simd } from '../operators/wasm/assembler';

/** Rounds that depend on the pixel; what the first two leave constant along a row is handed over. */
export const KERNEL_ROUNDS = 8;

/** Where the generator finds its inputs, words of 4 bytes. */
export const ROW_ADDRESS = {
  /** Of round 1: xored into the third word. */
  third1: 0,
  /** Of round 2: xored into the first and third word, and the fourth. */
  first2: 4,
  third2: 8,
  fourth2: 12,
  /** Two a round. */
  keys: 16,
  end: 16 + 8 * KERNEL_ROUNDS,
} as const;

/** The steps of Philox4x32-10 from the four pixels `x` to the first two of their words; like philox-row.ts. */
export function philoxSteps(
  constants: ConstantLocals,
  vector: () => Local,
  x: Local,
  [m0, m1]: readonly Code[],
): { readonly steps: readonly Code[]; readonly words: readonly [Local, Local] } {
  const [c0, c1, c2, c3] = [vector(), vector(), vector(), vector()];
  const [even0, odd0, even1, odd1] = [vector(), vector(), vector(), vector()];
  const input = (address: number): Code => constants.i32x4At(address);
  /** The 64-bit products of four words: their halves are those of `even` and `odd`. */
  const multiply = (word: Local, by: Code, even: Local, odd: Local): Code[] => [
    even.set(simd('i64x2.extmul_low_i32x4_u', word.get, by)),
    odd.set(simd('i64x2.extmul_high_i32x4_u', word.get, by)),
  ];
  const low = (even: Local, odd: Local): Code => lanes(even.get, odd.get, [0, 2, 4, 6]);
  const high = (even: Local, odd: Local): Code => lanes(even.get, odd.get, [1, 3, 5, 7]);
  const xor = (a: Code, b: Code): Code => simd('v128.xor', a, b);

  const firstRounds: Code[] = [
    ...multiply(x, m0, even0, odd0),
    c2.set(xor(high(even0, odd0), input(ROW_ADDRESS.third1))),
    c3.set(xor(low(even0, odd0), input(ROW_ADDRESS.third2))),
    ...multiply(c2, m1, even1, odd1),
    c0.set(xor(high(even1, odd1), input(ROW_ADDRESS.first2))),
    c1.set(low(even1, odd1)),
    c2.set(c3.get),
    c3.set(input(ROW_ADDRESS.fourth2)),
  ];
  const round = (index: number): Code[] => {
    const key = ROW_ADDRESS.keys + 8 * index;
    const firstTwo = [c0.set(xor(high(even1, odd1), xor(c1.get, input(key)))), c1.set(low(even1, odd1))];
    // Only the first two words of the last round are used.
    if (index === KERNEL_ROUNDS - 1) return [...multiply(c2, m1, even1, odd1), ...firstTwo];
    return [
      ...multiply(c2, m1, even1, odd1),
      ...multiply(c0, m0, even0, odd0),
      ...firstTwo,
      c2.set(xor(high(even0, odd0), xor(c3.get, input(key + 4)))),
      c3.set(low(even0, odd0)),
    ];
  };
  const rounds = Array.from({ length: KERNEL_ROUNDS }, (_, i) => round(i)).flat();
  return { steps: [...firstRounds, ...rounds], words: [c0, c1] };
}
