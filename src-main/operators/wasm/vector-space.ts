import { compile, PAGE_BYTES, type WasmInstance } from './instantiate';
import { assembleVectorKernels } from './vector-kernels';

/**
 * Arrays in a WebAssembly memory, on which the loops over all samples run several times faster than on arrays of
 * JavaScript's own. They are ordinary Float32Arrays to everyone else; realLike makes further ones beside them, so
 * whoever puts a measurement here has all that is calculated from it here.
 */
export interface VectorSpace {
  /** A zeroed array; outside the space where that is full. */
  array(length: number): Float32Array;
  /** Gives all arrays back at once: whoever still holds one will see it change. */
  clear(): void;
  /** Leaves the memory to the next space that is opened: the last use. */
  close(): void;
}

type Numbers = Float32Array | Float64Array;

/** The loops, on arrays of one space whose lengths are multiples of 4. Each is like the plain loop beside its use. */
export interface VectorKernels {
  /** x = a x + b p + c q. */
  combine(x: Numbers, a: number, p: Numbers, b: number, q: Numbers, c: number): void;
  /** out = x + gain (y - x). */
  blend(x: Numbers, y: Numbers, gain: number, out: Numbers): void;
  /** out = x + gain weight (y - x), `weight` one plane for all three of the others. */
  blendWeighted(x: Numbers, y: Numbers, weight: Numbers, gain: number, out: Numbers): void;
  /** out = x + gain w (y - w'x), w the luma weights; y is one plane. */
  moveLuma(x: Numbers, y: Numbers, gain: number, out: Numbers): void;
  /**
   * values = scale (n2 values + s2 measured) / (n2 + s2 power): `values` a run of a spectrum in blocks of four, from
   * number `start` of it on, `measured` the whole of another, `power` a number for each complex one of it.
   */
  wiener(
    values: Numbers,
    start: number,
    measured: Numbers,
    power: Numbers,
    n2: number,
    s2: number,
    scale: number,
  ): void;
  /** values = gains values: likewise. */
  multiplyByGains(values: Numbers, start: number, gains: Numbers): void;
  /** target[to + i] = source[from + i], i < length. */
  copyRun(source: Numbers, from: number, target: Numbers, to: number, length: number): void;
}

interface Space {
  readonly space: VectorSpace;
  readonly kernels: VectorKernels;
}

const spaces = new WeakMap<object, Space>();
/** The memory of the last space closed: taking fresh pages from the system takes as long as calculating in them. */
let idle: ArrayBuffer | undefined;
let instantiate: ReturnType<typeof compile>;
let compiled = false;

/** A space for `numbers` Float32 numbers; their memory is only taken as it is used. */
export function openVectorSpace(numbers: number): VectorSpace {
  if (!compiled) instantiate = compile(assembleVectorKernels());
  compiled = true;
  // 65536 pages are all that 32-bit addresses reach.
  const pages = Math.min(65536, Math.ceil((4 * numbers) / PAGE_BYTES) + 1);
  const kept = idle;
  idle = undefined;
  const found = kept && kept.byteLength >= pages * PAGE_BYTES ? spaces.get(kept) : undefined;
  if (found) return found.space;
  const instance = tryInstantiate(pages);
  if (!instance) return { array: (length) => new Float32Array(length), clear: () => {}, close: () => {} };
  const space = spaceOf(instance.buffer);
  spaces.set(instance.buffer, { space, kernels: kernelsOf(instance) });
  return space;
}

/** Undefined without vector instructions, and where the system gives no memory of that size in one piece. */
function tryInstantiate(pages: number): WasmInstance | undefined {
  try {
    return instantiate?.(pages);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The kernels that can work on all of these arrays, if any can. */
export function kernelsFor(...arrays: readonly Numbers[]): VectorKernels | undefined {
  const [{ buffer }] = arrays;
  const found = spaces.get(buffer);
  if (!found) return undefined;
  return arrays.every((array) => array.buffer === buffer && array.length % 4 === 0)
    ? found.kernels
    : undefined;
}

/** A zeroed array in the space that holds `like`; undefined where none does. */
export function arrayBeside(like: Numbers, length: number): Float32Array | undefined {
  return spaces.get(like.buffer)?.space.array(length);
}

function spaceOf(buffer: ArrayBuffer): VectorSpace {
  let used = 0;
  /** Beyond it the memory is still as it came: zeros, without a page of it taken. */
  let touched = 0;
  const clear = () => {
    used = 0;
  };
  return {
    array: (length) => {
      const start = used;
      const end = start + 16 * Math.ceil(length / 4);
      if (end > buffer.byteLength) return new Float32Array(length);
      used = end;
      const array = new Float32Array(buffer, start, length);
      if (start < touched) array.fill(0);
      touched = Math.max(touched, end);
      return array;
    },
    clear,
    close: () => {
      clear();
      idle = buffer;
    },
  };
}

function kernelsOf(instance: WasmInstance): VectorKernels {
  const [combine, blend, blendWeighted, moveLuma, copy, wiener, multiplyByGains] = [
    'combine',
    'blend',
    'blendWeighted',
    'moveLuma',
    'copy',
    'wiener',
    'multiplyByGains',
  ].map((name) => instance.function(name));
  const endOf = (x: Numbers) => x.byteOffset + x.byteLength;
  return {
    combine: (x, a, p, b, q, c) =>
      combine(x.byteOffset, p.byteOffset, q.byteOffset, x.byteOffset, endOf(x), a, b, c),
    blend: (x, y, gain, out) => blend(x.byteOffset, y.byteOffset, out.byteOffset, endOf(x), gain),
    blendWeighted: (x, y, weight, gain, out) => {
      for (let plane = 0; plane < x.byteLength; plane += weight.byteLength) {
        const start = x.byteOffset + plane;
        blendWeighted(
          start,
          y.byteOffset + plane,
          weight.byteOffset,
          out.byteOffset + plane,
          start + weight.byteLength,
          gain,
        );
      }
    },
    moveLuma: (x, y, gain, out) =>
      moveLuma(x.byteOffset, y.byteOffset, out.byteOffset, endOf(y), y.byteLength, gain),
    wiener: (values, start, measured, power, n2, s2, scale) =>
      wiener(
        values.byteOffset,
        endOf(values),
        measured.byteOffset + 4 * start,
        power.byteOffset + 2 * start,
        n2,
        s2,
        scale,
      ),
    multiplyByGains: (values, start, gains) =>
      multiplyByGains(values.byteOffset, endOf(values), gains.byteOffset + 2 * start),
    copyRun: (source, from, target, to, length) =>
      copy(target.byteOffset + 4 * to, source.byteOffset + 4 * from, 4 * length),
  };
}
