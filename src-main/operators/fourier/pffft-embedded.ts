import create from '@echogarden/pffft-wasm/simd';
import { bytes } from '@echogarden/pffft-wasm/simd?wasm';
import type { Fft2Factory } from './fft2';
import { pffftTransforms } from './pffft-transforms';

/** Like loadPffft, for a browser, which has no files: the WebAssembly module is part of the bundle. It needs SIMD. */
export function embeddedPffft(): Promise<Fft2Factory> {
  return pffftTransforms(create, bytes);
}
