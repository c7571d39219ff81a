import { bytes } from './assembly/index?assemblyscript';
import { compile, newMemory, PAGE_BYTES, type WasmInstance } from './instantiate';
import { kernelsOf, type Numbers, type VectorKernels } from './vector-kernels';

/**
 * Arrays in a WebAssembly memory, on which the loops over all samples run several times faster than on arrays of
 * JavaScript's own. They are ordinary Float32Arrays to everyone else; realLike makes further ones beside them, so
 * whoever puts a measurement here has all that is calculated from it here.
 */
export interface VectorSpace {
  /** A zeroed array; outside the space where that is full. */
  array(length: number): Float32Array;
  /** Likewise, but full of whatever was there: for those who write all of it before they read. */
  room(length: number): Float32Array;
  /** Gives all arrays back at once: whoever still holds one will see it change. */
  clear(): void;
  /** Leaves the memory to the next space that is opened: the last use. */
  close(): void;
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
  if (!compiled) instantiate = compile(bytes);
  compiled = true;
  // 65536 pages are all that 32-bit addresses reach.
  const pages = Math.min(65536, Math.ceil((4 * numbers) / PAGE_BYTES) + 1);
  const kept = idle;
  idle = undefined;
  const found = kept && kept.byteLength >= pages * PAGE_BYTES ? spaces.get(kept) : undefined;
  if (found) return found.space;
  const instance = tryInstantiate(pages);
  if (!instance) return ordinaryMemory();
  const space = spaceOf(instance.buffer);
  spaces.set(instance.buffer, { space, kernels: kernelsOf(instance) });
  return space;
}

function ordinaryMemory(): VectorSpace {
  const array = (length: number) => new Float32Array(length);
  return { array, room: array, clear: () => {}, close: () => {} };
}

/** Undefined without vector instructions, and where the system gives no memory of that size in one piece. */
function tryInstantiate(pages: number): WasmInstance | undefined {
  try {
    return instantiate?.(newMemory(pages));
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

/** Like arrayBeside, but the array holds whatever was there. */
export function roomBeside(like: Numbers, length: number): Float32Array | undefined {
  return spaces.get(like.buffer)?.space.room(length);
}

function spaceOf(buffer: ArrayBuffer): VectorSpace {
  let used = 0;
  /** Beyond it the memory is still as it came: zeros, without a page of it taken. */
  let touched = 0;
  const clear = () => {
    used = 0;
  };
  const take = (length: number) => {
    const start = used;
    const end = start + 16 * Math.ceil(length / 4);
    if (end > buffer.byteLength) return new Float32Array(length);
    used = end;
    touched = Math.max(touched, end);
    return new Float32Array(buffer, start, length);
  };
  return {
    array: (length) => {
      const dirty = Math.max(0, touched - used) / 4;
      return take(length).fill(0, 0, dirty);
    },
    room: take,
    clear,
    close: () => {
      clear();
      idle = buffer;
    },
  };
}
