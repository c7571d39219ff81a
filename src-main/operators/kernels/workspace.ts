import { bytes } from './assembly/index?assemblyscript';
import { compile, newMemory, PAGE_BYTES, type WasmInstance } from './instantiate';
import { kernelsOf, type Numbers, type VectorKernels } from './vector-kernels';

/**
 * Where a calculation has its arrays: a WebAssembly memory, on which the loops over all samples run several times faster
 * than on arrays of JavaScript's own. They are ordinary Float32Arrays to everyone else.
 */
export interface Workspace {
  /** A zeroed array; outside the memory where that is full. */
  array(length: number): Float32Array;
  /** Likewise, but full of whatever was there: for those who write all of it before they read. */
  room(length: number): Float32Array;
  /** The same numbers in an array of this workspace. */
  copy(values: Float32Array): Float32Array;
  /** The kernels, where all of these arrays are its own and have a length that is a multiple of 4. */
  kernelsFor(...arrays: readonly Numbers[]): VectorKernels | undefined;
  /** Takes all arrays back at once: whoever still holds one will see it change. */
  clear(): void;
  /** Leaves the memory to the next workspace: the last use. */
  close(): void;
}

/** Memory of JavaScript's own, without kernels. */
export const ORDINARY: Workspace = {
  array: (length) => new Float32Array(length),
  room: (length) => new Float32Array(length),
  copy: (values) => values.slice(),
  kernelsFor: () => undefined,
  clear: () => {},
  close: () => {},
};

export interface WorkspacePool {
  /** A workspace for `numbers` Float32 numbers; their memory is only taken as it is used. */
  open(numbers: number): Workspace;
}

/**
 * Opens workspaces one after the other, and keeps the memory of the last one closed: taking fresh pages from the system
 * takes as long as calculating in them.
 */
export function workspacePool(): WorkspacePool {
  const instantiate = compile(bytes);
  let idle: { readonly workspace: Workspace; readonly pages: number } | undefined;
  /** Undefined without vector instructions, and where the system gives no memory of that size in one piece. */
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
      // 65536 pages are all that 32-bit addresses reach.
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
  /** Beyond it the memory is still as it came: zeros, without a page of it taken. */
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
