import { compile, newMemory } from '../operators/wasm/instantiate';
import { ADDRESS, assembleKernel, KERNEL_CAPACITY } from './normal-wasm';
import { MULTIPLIER_0, MULTIPLIER_1, multiplyHigh, type Row, WEYL_0, WEYL_1 } from './philox-row';
import { KERNEL_ROUNDS } from './philox-wasm';

/** Fills a row of any width. */
export type RowKernel = (row: Row, out: Float32Array) => void;

let kernel: RowKernel | undefined;
let tried = false;

/** The WebAssembly kernel; undefined on a processor without its vector instructions. Made on first use. */
export function rowKernel(): RowKernel | undefined {
  if (!tried) kernel = createRowKernel();
  tried = true;
  return kernel;
}

function createRowKernel(): RowKernel | undefined {
  const instantiate = compile(assembleKernel(MULTIPLIER_0, MULTIPLIER_1));
  if (!instantiate) return undefined;
  const instance = instantiate(newMemory(1));
  const run = instance.function('run');
  const { buffer } = instance;
  const words = new Int32Array(buffer);
  const numbers = new Float32Array(buffer, ADDRESS.numbers, KERNEL_CAPACITY);
  const scale = new Float64Array(buffer, ADDRESS.scale, 1);

  return (row, out) => {
    prepare(row, words);
    scale[0] = row.scale;
    for (let start = 0; start < out.length; start += KERNEL_CAPACITY) {
      const count = Math.min(KERNEL_CAPACITY, out.length - start);
      run(row.x + start, 32 * Math.ceil(count / 8), 0);
      out.set(count === KERNEL_CAPACITY ? numbers : numbers.subarray(0, count), start);
    }
  };
}

/** Does the part of the first two rounds that is the same along a row. */
function prepare({ y, channel, word3, key0, key1 }: Row, words: Int32Array): void {
  const first1 = multiplyHigh(channel, MULTIPLIER_1) ^ y ^ key0;
  const second1 = Math.imul(channel, MULTIPLIER_1);
  words[ADDRESS.third1 / 4] = word3 ^ key1;
  words[ADDRESS.first2 / 4] = second1 ^ (key0 + WEYL_0);
  words[ADDRESS.third2 / 4] = multiplyHigh(first1, MULTIPLIER_0) ^ (key1 + WEYL_1);
  words[ADDRESS.fourth2 / 4] = Math.imul(first1, MULTIPLIER_0);
  for (let round = 0; round < KERNEL_ROUNDS; round++) {
    const keys = ADDRESS.keys / 4 + 2 * round;
    // Sums below 2^37: exact, and their lower 32 bits are kept.
    words[keys] = key0 + (round + 2) * WEYL_0;
    words[keys + 1] = key1 + (round + 2) * WEYL_1;
  }
}
