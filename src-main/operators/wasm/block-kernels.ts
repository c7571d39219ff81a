import {
  addI32,
  type Code,
  doWhileLess,
  f64x2,
  i32,
  lanes,
  load,
  loadTwo,
  localVariables,
  simd,
  store,
  type WasmFunction,
} from './assembler';
import { add, demote, divide, joined, multiply, promote, subtract } from './float64';

/** Sides of the blocks that there are kernels for. */
export const KERNEL_FACTORS: readonly number[] = [2, 4];

/** moveBlocks2, moveBlocks4. */
export const BLOCK_KERNELS: readonly WasmFunction[] = KERNEL_FACTORS.map(moveBlocks);

/**
 * moveBlocks(x, y, out, end of y, pitch, gain): out = x + up(gain (y - pool x)) on one row of blocks, two blocks at a
 * time; `pitch` is the bytes of a line of x. The samples of a block are added up in the order of the plain loops.
 */
function moveBlocks(factor: number): WasmFunction {
  const { parameter, vector, count } = localVariables(6);
  const [x, y, out, end, pitch] = [0, 1, 2, 3, 4].map(parameter);
  const gain = vector();
  const lines = Array.from({ length: factor }, () => Array.from({ length: factor / 2 }, vector));
  const [sum, line, step] = [vector(), vector(), vector()];
  const lineOf = (pointer: Code, index: number): Code =>
    Array.from({ length: index }).reduce<Code>((code) => addI32(code, pitch.get), pointer);
  /** Sample `i` of a line, of both blocks. */
  const sample = (vectors: (typeof lines)[number], i: number): Code => {
    const j = i + factor;
    const [a, b] = [vectors[i >> 2], vectors[j >> 2]];
    return simd('f64x2.promote_low_f32x4', lanes(a.get, b.get, [i & 3, 4 + (j & 3), 0, 0]));
  };
  const addLine = (vectors: (typeof lines)[number], index: number): Code => {
    const samples = Array.from({ length: factor }, (_, i) => sample(vectors, i));
    // Blocks of four pixels are added up one by one, others line by line.
    if (factor === 2)
      return samples.flatMap((value, i) => sum.set(index + i === 0 ? value : add(sum.get, value)));
    return [
      ...samples.flatMap((value, i) => line.set(i === 0 ? value : add(line.get, value))),
      ...sum.set(index === 0 ? line.get : add(sum.get, line.get)),
    ];
  };
  /** Two neighbours in a line, from sample 2 `pair` of the first block on, moved by their block's step. */
  const moved = (vectors: (typeof lines)[number], pair: number): Code => {
    const own =
      pair < factor / 2 ? lanes(step.get, step.get, [0, 1, 0, 1]) : lanes(step.get, step.get, [2, 3, 2, 3]);
    return demote(add(promote(vectors[pair >> 1], pair % 2 === 0 ? 'lower' : 'upper'), own));
  };
  const body: Code = [
    ...gain.set(simd('f64x2.splat', parameter(5).get)),
    ...doWhileLess(
      [
        ...lines.flatMap((vectors, index) => [
          ...vectors.flatMap((local, i) => local.set(load(lineOf(x.get, index), 16 * i))),
          ...addLine(vectors, index),
        ]),
        ...step.set(
          multiply(
            gain.get,
            subtract(simd('f64x2.promote_low_f32x4', loadTwo(y.get)), divide(sum.get, f64x2(factor ** 2))),
          ),
        ),
        ...lines.flatMap((vectors, index) =>
          vectors.flatMap((_, i) =>
            store(lineOf(out.get, index), 16 * i, joined(moved(vectors, 2 * i), moved(vectors, 2 * i + 1))),
          ),
        ),
        ...[x, out].flatMap((pointer) => pointer.set(addI32(pointer.get, i32(8 * factor)))),
        ...y.set(addI32(y.get, i32(8))),
      ],
      y.get,
      end.get,
    ),
  ];
  return {
    name: `moveBlocks${factor}`,
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'f64'],
    vectors: count(),
    body,
  };
}
