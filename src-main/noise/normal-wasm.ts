import {
  addI32,
  type Code,
  type ConstantLocals,
  constantLocals,
  doWhileLess,
  i32,
  i32x4,
  type Local,
  lanes,
  localVariables,
  moduleOf,
  simd,
  store,
} from '../operators/wasm/assembler';
import { normalSteps } from './box-muller-wasm';
import { philoxSteps, ROW_ADDRESS } from './philox-wasm';

/**
 * Philox4x32-10 and Box-Muller for eight pixels of a row at once, in WebAssembly: like the loops in philox-row.ts and
 * box-muller.ts, to the last bit, but fifteen times faster. The start of a sample is three such numbers a pixel, which
 * in JavaScript takes longer than all pivots and solver steps together.
 */

/** Numbers a call writes at most; a multiple of 8. */
export const KERNEL_CAPACITY = 4096;

/** Where the kernel finds its inputs beside those of ROW_ADDRESS, and leaves its numbers. */
export const ADDRESS = {
  ...ROW_ADDRESS,
  /** A Float64. */
  scale: ROW_ADDRESS.end,
  numbers: ROW_ADDRESS.end + 16,
} as const;

/** The module: run(x, bytes, 0) writes bytes / 4 numbers, a multiple of 8, for the pixels from x on. */
export function assembleKernel(multiplier0: number, multiplier1: number): Uint8Array<ArrayBuffer> {
  const { parameter, vector, count } = localVariables(3);
  const [left, bytes, pointer] = [0, 1, 2].map(parameter);
  const constants = constantLocals(vector);
  const multipliers = [multiplier0, multiplier1].map((value) => constants.i32x4(value));
  const fours = [0, 4].map((offset) => {
    const x = vector();
    const { steps, numbers } = fourNumbers(constants, vector, x, multipliers);
    return {
      begin: x.set(
        simd('i32x4.add', simd('i32x4.splat', left.get), i32x4(offset, offset + 1, offset + 2, offset + 3)),
      ),
      steps: [...steps, x.set(simd('i32x4.add', x.get, constants.i32x4(8)))],
      numbers,
    };
  });
  const loop = doWhileLess(
    [
      ...sideBySide(fours.map(({ steps }) => steps)).flat(),
      ...fours.flatMap(({ numbers }, i) => store(pointer.get, ADDRESS.numbers + 16 * i, numbers)),
      ...pointer.set(addI32(pointer.get, i32(32))),
    ],
    pointer.get,
    bytes.get,
  );
  const body = [...constants.setUp(), ...fours.flatMap(({ begin }) => begin), ...loop];
  return moduleOf([{ name: 'run', parameters: ['i32', 'i32', 'i32'], vectors: count(), body }]);
}

/** The steps to the numbers of the four pixels `x`. */
function fourNumbers(constants: ConstantLocals, vector: () => Local, x: Local, multipliers: readonly Code[]) {
  const generator = philoxSteps(constants, vector, x, multipliers);
  const [word0, word1] = generator.words;
  const scale = constants.f64x2At(ADDRESS.scale);
  const upper = (word: Local): Code => lanes(word.get, word.get, [2, 3, 2, 3]);
  const halves = [
    normalSteps(constants, vector, [word0.get, word1.get], scale),
    normalSteps(constants, vector, [upper(word0), upper(word1)], scale),
  ];
  const [first, second] = halves.map(({ result }) => result.get);
  return {
    steps: [...generator.steps, ...sideBySide(halves.map(({ steps }) => steps))],
    numbers: lanes(first, second, [0, 1, 4, 5]),
  };
}

/** The steps of equal calculations in turn: while one waits for a result, the processor has the others to do. */
function sideBySide(calculations: readonly (readonly Code[])[]): Code[] {
  return calculations[0].flatMap((_, i) => calculations.map((steps) => steps[i]));
}
