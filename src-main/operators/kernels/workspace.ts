import { bytes } from './assembly/index?assemblyscript';
import { compile, newMemory, PAGE_BYTES, type WasmInstance } from './instantiate';
import { kernelsOf, type Numbers, type VectorKernels } from './vector-kernels';

/**
 * The memory for a calculation's arrays: a WebAssembly memory, on which the loops over all samples run several times
 * faster than on arrays in JavaScript's memory. For all other code they are ordinary Float32Arrays.
 */
export interface Workspace {
  /** A zeroed array; if the memory is full, an array outside it. */
  array(length: number): Float32Array;
  /** Like array, but not zeroed: for callers that write all of it before they read. */
  room(length: number): Float32Array;
  /** A copy of the numbers in this workspace. */
  copy(values: Float32Array): Float32Array;
  /** The kernels, if all of these arrays are in this workspace and their lengths are multiples of 4. */
  kernelsFor(...arrays: readonly Numbers[]): VectorKernels | undefined;
  /** Frees all arrays at once; the contents of arrays that are still in use will change. */
  clear(): void;
  /** Passes the memory to the next workspace. This one must not be used afterwards. */
  close(): void;
}

/** JavaScript's own memory, without kernels. */
export const ORDINARY: Workspace = {
  array: (length) => new Float32Array(length),
  room: (length) => new Float32Array(length),
  copy: (values) => values.slice(),
  kernelsFor: () => undefined,
  clear: () => {},
  close: () => {},
};

export interface WorkspacePool {
  /** A workspace for `numbers` Float32 numbers; the system provides the memory as it is used. */
  open(numbers: number): Workspace;
}

/**
 * Opens workspaces one after the other, and keeps the memory of the last closed one, because getting fresh pages from
 * the system takes as long as calculating in them.
 */
export function workspacePool(): WorkspacePool {
  const instantiate = compile(bytes);
  let idle: { readonly workspace: Workspace; readonly pages: number } | undefined;
  /** Undefined without vector instructions, or if the system has no contiguous memory of that size. */
  const tryInstantiate = (pages: number): WasmInstance | undefined => {
    try {
      return instantiate?.(newMemory(pages));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
  return {
    open: (numbers) => {
      // 32-bit addresses reach 65536 pages.
      const pages = Math.min(65536, Math.ceil((4 * numbers) / PAGE_BYTES) + 1);
      const kept = idle;
      idle = undefined;
      if (kept && kept.pages >= pages) return kept.workspace;
      const instance = tryInstantiate(pages);
      if (!instance) return ORDINARY;
      const workspace = workspaceIn(instance, () => {
        idle = { workspace, pages };
      });
      return workspace;
    },
  };
}

function workspaceIn(instance: WasmInstance, onClose: () => void): Workspace {
  const { buffer } = instance;
  const kernels = kernelsOf(instance);
  let used = 0;
  /** The memory beyond it was never used: it is zero, and the system hasn't provided its pages yet. */
  let touched = 0;
  const clear = () => {
    used = 0;
  };
  const room = (length: number) => {
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
      return room(length).fill(0, 0, dirty);
    },
    room,
    copy: (values) => {
      const copy = room(values.length);
      copy.set(values);
      return copy;
    },
    kernelsFor: (...arrays) =>
      arrays.every((array) => array.buffer === buffer && array.length % 4 === 0) ? kernels : undefined,
    clear,
    close: () => {
      clear();
      onClose();
    },
  };
}
