/** The part of @echogarden/pffft-wasm that is used here; the package has no types. */
declare module '@echogarden/pffft-wasm' {
  export interface PffftModule {
    /** Views of the WebAssembly memory. They are replaced when it grows, so don't keep them across an allocation. */
    readonly HEAPF32: Float32Array;
    readonly HEAPF64: Float64Array;
    _pffft_simd_size(): number;
    /** `kind` is 0 for real, 1 for complex; returns 0 if the length isn't supported. */
    _pffft_new_setup(length: number, kind: 0 | 1): number;
    _pffft_aligned_malloc(bytes: number): number;
    _pffft_aligned_free(pointer: number): void;
    /** `direction` 0 forward, 1 backward (unscaled). */
    _pffft_transform(setup: number, from: number, to: number, work: number, direction: 0 | 1): void;
    _pffft_transform_ordered(setup: number, from: number, to: number, work: number, direction: 0 | 1): void;
  }
  const create: (options?: {
    printErr?: (line: string) => void;
    /** Replaces the package's own instantiation: passes the instance to `receive` and returns its exports. */
    instantiateWasm?: (imports: object, receive: (instance: object) => void) => object;
  }) => Promise<PffftModule>;
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default create;
}

declare module '@echogarden/pffft-wasm/simd' {
  export { default } from '@echogarden/pffft-wasm';
}

/** The package's WebAssembly module as bytes in the bundle (setup/engine/embed-pffft.ts). */
declare module '@echogarden/pffft-wasm/simd?wasm' {
  export const bytes: Uint8Array<ArrayBuffer>;
}

/** Neither ES2023's library nor Node's types declare the global WebAssembly. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };
