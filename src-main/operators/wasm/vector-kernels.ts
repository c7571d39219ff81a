import { LUMA_WEIGHTS } from '../luma';
import {
  addI32,
  type Code,
  copyMemory,
  doWhileLess,
  f64x2,
  i32,
  type Local,
  load,
  localVariables,
  moduleOf,
  simd,
  store,
  type WasmFunction,
} from './assembler';
import { BLOCK_KERNELS } from './block-kernels';
import { add, demote, type Half, joined, multiply, promote, subtract } from './float64';
import { SPECTRUM_KERNELS } from './spectrum-kernels';

/**
 * The loops over every sample of a region, four at a time. Float32 numbers are taken to Float64, calculated in the
 * order of the plain loops and rounded once: the results are those of JavaScript to the last bit.
 */
export function assembleVectorKernels(): Uint8Array<ArrayBuffer> {
  return moduleOf([
    loop('combine', ['x', 'p', 'q'], 3, ([x, p, q], [a, b, c]) =>
      add(add(multiply(a, x), multiply(b, p)), multiply(c, q)),
    ),
    loop('blend', ['x', 'y'], 1, ([x, y], [gain]) => add(x, multiply(gain, subtract(y, x)))),
    loop('blendWeighted', ['x', 'y', 'weight'], 1, ([x, y, weight], [gain]) =>
      add(x, multiply(multiply(gain, weight), subtract(y, x))),
    ),
    moveLuma(),
    copy(),
    ...SPECTRUM_KERNELS,
    ...BLOCK_KERNELS,
  ]);
}

/**
 * name(inputs..., out, end, numbers...): out = f(inputs, numbers) until the first input's pointer is `end`.
 * Expressions may repeat an operand: it is read from a local.
 */
function loop(
  name: string,
  inputs: readonly string[],
  numbers: number,
  f: (inputs: readonly Code[], numbers: readonly Code[]) => Code,
): WasmFunction {
  const count = inputs.length;
  const locals = localVariables(count + 2 + numbers);
  const pointers = Array.from({ length: count + 1 }, (_, i) => locals.parameter(i));
  const end = locals.parameter(count + 1);
  const spread = Array.from({ length: numbers }, (_, i) => ({
    number: locals.parameter(count + 2 + i),
    local: locals.vector(),
  }));
  const raw = inputs.map(() => locals.vector());
  const pair = inputs.map(() => locals.vector());
  const lower = locals.vector();
  const half = (place: Half): Code => [
    ...pair.flatMap((local, i) => local.set(promote(raw[i], place))),
    ...demote(
      f(
        pair.map((local) => local.get),
        spread.map(({ local }) => local.get),
      ),
    ),
  ];
  const body: Code = [
    ...spread.flatMap(({ number, local }) => local.set(simd('f64x2.splat', number.get))),
    ...doWhileLess(
      [
        ...raw.flatMap((local, i) => local.set(load(pointers[i].get))),
        ...lower.set(half('lower')),
        ...store(pointers[count].get, 0, joined(lower.get, half('upper'))),
        ...pointers.flatMap((pointer) => pointer.set(addI32(pointer.get, i32(16)))),
      ],
      pointers[0].get,
      end.get,
    ),
  ];
  return {
    name,
    parameters: [
      ...Array.from({ length: count + 2 }, () => 'i32' as const),
      ...spread.map(() => 'f64' as const),
    ],
    vectors: locals.count(),
    body,
  };
}

/** moveLuma(x, y, out, end of y, bytes of a plane, gain): out = x + gain w (y - w'x), three planes. */
function moveLuma(): WasmFunction {
  const locals = localVariables(6);
  const [x, y, out, end, plane, gain] = [0, 1, 2, 3, 4, 5].map(locals.parameter);
  const spreadGain = locals.vector();
  const raw = [0, 1, 2, 3].map(() => locals.vector());
  const colours = [0, 1, 2].map(() => locals.vector());
  const measured = locals.vector();
  const step = locals.vector();
  const lowers = colours.map(() => locals.vector());
  const weights = LUMA_WEIGHTS.map((weight) => f64x2(weight));
  const planeAt = (pointer: Local, index: number): Code =>
    Array.from({ length: index }).reduce<Code>((code) => addI32(code, plane.get), pointer.get);
  const [red, green, blue] = colours.map((colour, i) => multiply(weights[i], colour.get));
  const half = (place: Half): Code => [
    ...colours.flatMap((colour, i) => colour.set(promote(raw[i], place))),
    ...measured.set(promote(raw[3], place)),
    ...step.set(multiply(spreadGain.get, subtract(measured.get, add(add(red, green), blue)))),
  ];
  const moved = (i: number): Code => demote(add(colours[i].get, multiply(weights[i], step.get)));
  const body: Code = [
    ...spreadGain.set(simd('f64x2.splat', gain.get)),
    ...doWhileLess(
      [
        ...colours.flatMap((_, i) => raw[i].set(load(planeAt(x, i)))),
        ...raw[3].set(load(y.get)),
        ...half('lower'),
        ...lowers.flatMap((local, i) => local.set(moved(i))),
        ...half('upper'),
        ...lowers.flatMap((local, i) => store(planeAt(out, i), 0, joined(local.get, moved(i)))),
        ...[x, y, out].flatMap((pointer) => pointer.set(addI32(pointer.get, i32(16)))),
      ],
      y.get,
      end.get,
    ),
  ];
  return {
    name: 'moveLuma',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'f64'],
    vectors: locals.count(),
    body,
  };
}

/** copy(to, from, bytes). */
function copy(): WasmFunction {
  const { parameter } = localVariables(3);
  const [to, from, bytes] = [0, 1, 2].map(parameter);
  return {
    name: 'copy',
    parameters: ['i32', 'i32', 'i32'],
    vectors: 0,
    body: copyMemory(to.get, from.get, bytes.get),
  };
}
