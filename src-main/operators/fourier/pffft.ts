import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fft2Factory } from './fft2';
import { pffftTransforms } from './pffft-transforms';

// A module with one v128 instruction, which is valid only if WebAssembly SIMD is supported.
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

/**
 * Loads pffft (float32; J. Pommier's port of FFTPACK) compiled to WebAssembly, with SIMD if the machine has it, and
 * returns the factory of its two-dimensional transforms. Sizes are those of fast-length.ts. The package is an ES module
 * only; the dynamic import lets a CommonJS bundle load it.
 */
export async function loadPffft(options: { readonly simd?: boolean } = {}): Promise<Fft2Factory> {
  const simd = options.simd ?? WebAssembly.validate(simdProbe);
  const name = simd ? '@echogarden/pffft-wasm/simd' : '@echogarden/pffft-wasm';
  // Imported by file: only require can search a packaged program's archive, which has only a placeholder for the file.
  const file = createRequire(import.meta.url)
    .resolve(name)
    .replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
  const { default: create }: typeof import('@echogarden/pffft-wasm') = await import(pathToFileURL(file).href);
  const binary = await readFile(join(dirname(file), 'pffft.wasm'));
  return pffftTransforms(create, binary);
}
