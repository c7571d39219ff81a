/** Neither ES2023's library nor Node's types declare the global WebAssembly; this is the part used here. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum?: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

export const PAGE_BYTES = 65536;

type Exported = (...values: number[]) => void;

export interface WasmInstance {
  readonly buffer: ArrayBuffer;
  /** The exported function of that name. */
  function(name: string): Exported;
}

/** Compiles a module of moduleOf; undefined on a processor without the vector instructions that it uses. */
export function compile(bytes: Uint8Array): ((pages: number) => WasmInstance) | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  const module = new WebAssembly.Module(bytes);
  return (pages) => {
    const memory = new WebAssembly.Memory({ initial: pages });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { buffer: memory.buffer, function: (name) => exportedFunction(exports[name], name) };
  };
}

function exportedFunction(value: unknown, name: string): Exported {
  if (!isExported(value)) throw new TypeError(`the module exports no function ${name}`);
  return value;
}

function isExported(value: unknown): value is Exported {
  return typeof value === 'function';
}
