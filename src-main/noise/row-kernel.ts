import { compile, newMemory } from '../operators/kernels/instantiate';
import { bytes } from './assembly/index?assemblyscript';
import { LOG_SERIES, MANTISSA_START, MINUS_TWO_LN2, PER_WORD, SINE_SERIES } from './box-muller';
import { MULTIPLIER_0, MULTIPLIER_1, multiplyHigh, ROUNDS, type Row, WEYL_0, WEYL_1 } from './philox-row';

/** Fills a row of any width with normal numbers. */
export type RowKernel = (row: Row, out: Float32Array) => void;

/** Most numbers that one kernel call writes; a multiple of 8. */
export const KERNEL_CAPACITY = 4096;

/** Rounds that the kernel computes in full; the parts of the first two that are constant along a row are passed in. */
const KERNEL_ROUNDS = ROUNDS - 2;
/** Byte addresses, as in assembly/layout.ts. */
const ADDRESS = { words: 0, scale: 80, constants: 88, numbers: 320 } as const;
/** Added to exponents, so that none is negative. */
const EXPONENT_BIAS = 64;

/**
 * Makes a WebAssembly kernel (from AssemblyScript) with memory of its own. It is fifteen times as fast as the plain loop,
 * and at most a tenth slower than the same instructions written by hand. Undefined on a processor without the vector
 * instructions.
 */
export function rowKernel(): RowKernel | undefined {
  const instantiate = compile(bytes);
  if (!instantiate) return undefined;
  const instance = instantiate(newMemory(1));
  const fill = instance.function('fillRow');
  const { buffer } = instance;
  writeConstants(buffer);
  const words = new Int32Array(buffer, ADDRESS.words);
  const scale = new Float64Array(buffer, ADDRESS.scale, 1);
  const numbers = new Float32Array(buffer, ADDRESS.numbers, KERNEL_CAPACITY);

  return (row, out) => {
    prepare(row, words);
    scale[0] = row.scale;
    for (let start = 0; start < out.length; start += KERNEL_CAPACITY) {
      const count = Math.min(KERNEL_CAPACITY, out.length - start);
      const end = ADDRESS.numbers + 32 * Math.ceil(count / 8);
      fill(row.x + start, ADDRESS.numbers, end, MULTIPLIER_0, MULTIPLIER_1);
      out.set(count === KERNEL_CAPACITY ? numbers : numbers.subarray(0, count), start);
    }
  };
}

/** Computes the part of the first two rounds that is constant along a row. */
function prepare({ y, channel, word3, key0, key1 }: Row, words: Int32Array): void {
  const first1 = multiplyHigh(channel, MULTIPLIER_1) ^ y ^ key0;
  const second1 = Math.imul(channel, MULTIPLIER_1);
  words[0] = word3 ^ key1;
  words[1] = second1 ^ (key0 + WEYL_0);
  words[2] = multiplyHigh(first1, MULTIPLIER_0) ^ (key1 + WEYL_1);
  words[3] = Math.imul(first1, MULTIPLIER_0);
  for (let round = 0; round < KERNEL_ROUNDS; round++) {
    // The sums are below 2^37 and therefore exact; storing keeps their lower 32 bits.
    words[4 + 2 * round] = key0 + (round + 2) * WEYL_0;
    words[5 + 2 * round] = key1 + (round + 2) * WEYL_1;
  }
}

function writeConstants(buffer: ArrayBuffer): void {
  const numbers = new Float64Array(buffer, ADDRESS.constants);
  const bits = new BigUint64Array(buffer, ADDRESS.constants);
  numbers.set([0.5, PER_WORD, 1, 0.25]);
  bits[4] = BigInt(EXPONENT_BIAS) << 52n;
  bits[5] = BigInt(MANTISSA_START) << 32n;
  bits[6] = 0xfffn << 52n;
  numbers.set([2 ** 52, 2 ** 52 + EXPONENT_BIAS, MINUS_TWO_LN2, ...LOG_SERIES, ...SINE_SERIES], 7);
}
