import { compile } from '../../operators/wasm/instantiate';
import { ADDRESS, assembleKernel, KERNEL_CAPACITY, KERNEL_ROUNDS } from './normal-wasm';
import { MULTIPLIER_0, MULTIPLIER_1, multiplyHigh, type Row, WEYL_0, WEYL_1 } from './philox-row';

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
  const instance = instantiate(1);
  const run = instance.function('run');
  const { buffer } = instance;
  const words = new Int32Array(buffer);
  const numbers = new Float32Array(buffer, ADDRESS.numbers, KERNEL_CAPACITY);
  const scale = new Float64Array(buffer, ADDRESS.scale, 2);
  const spread = (address: number, value: number) => words.fill(value, address / 4, address / 4 + 4);

  return (row, out) => {
    prepare(row, spread);
    scale.fill(row.scale);
    for (let start = 0; start < out.length; start += KERNEL_CAPACITY) {
      const count = Math.min(KERNEL_CAPACITY, out.length - start);
      run(row.x + start, 16 * Math.ceil(count / 4), 0);
      out.set(count === KERNEL_CAPACITY ? numbers : numbers.subarray(0, count), start);
    }
  };
}

/** Does the part of the first two rounds that is the same along a row. */
function prepare(row: Row, spread: (address: number, value: number) => void): void {
  const { y, channel, word3 } = row;
  let [key0, key1] = [row.key0 | 0, row.key1 | 0];
  const nextKeys = () => {
    key0 = (key0 + WEYL_0) | 0;
    key1 = (key1 + WEYL_1) | 0;
  };
  const first1 = multiplyHigh(channel, MULTIPLIER_1) ^ y ^ key0;
  const second1 = Math.imul(channel, MULTIPLIER_1);
  spread(ADDRESS.third1, word3 ^ key1);
  nextKeys();
  spread(ADDRESS.first2, second1 ^ key0);
  spread(ADDRESS.third2, multiplyHigh(first1, MULTIPLIER_0) ^ key1);
  spread(ADDRESS.fourth2, Math.imul(first1, MULTIPLIER_0));
  for (let round = 0; round < KERNEL_ROUNDS; round++) {
    nextKeys();
    spread(ADDRESS.keys + 32 * round, key0);
    spread(ADDRESS.keys + 32 * round + 16, key1);
  }
}
