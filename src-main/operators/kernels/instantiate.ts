/** A WebAssembly memory; its buffer is replaced when it grows. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Neither ES2023's library nor Node's types declare the global WebAssembly; this is the part used here. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum?: number }) => WasmMemory;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

export const PAGE_BYTES = 65536;

type Exported = (...values: number[]) => void;

export interface WasmInstance {
  readonly buffer: ArrayBuffer;
  /** The exported function with this name. Throws a TypeError if there is none. */
  function(name: string): Exported;
}

/** Compiles a module that imports its memory as env.memory; undefined if the processor lacks its vector instructions. */
export function compile(bytes: Uint8Array): ((memory: WasmMemory) => WasmInstance) | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  const module = new WebAssembly.Module(bytes);
  return (memory) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { buffer: memory.buffer, function: (name) => exportedFunction(exports[name], name) };
  };
}

/** Throws a RangeError if the system has no contiguous memory of that size. */
export function newMemory(pages: number): WasmMemory {
  return new WebAssembly.Memory({ initial: pages });
}

/** Instantiates a module that exports its own memory, and returns that memory too. */
export function instantiateWithMemory(bytes: Uint8Array, imports: object) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
  const memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
  return { instance, memory };
}

function exportedFunction(value: unknown, name: string): Exported {
  if (!isExported(value)) throw new TypeError(`the module exports no function ${name}`);
  return value;
}

function isExported(value: unknown): value is Exported {
  return typeof value === 'function';
}
