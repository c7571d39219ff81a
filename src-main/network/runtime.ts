import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Runtime = typeof import('onnxruntime-node');

/**
 * Loads onnxruntime at the first use, because loading takes a moment. Telemetry is disabled in the environment before,
 * because onnxruntime reads the variable while it loads.
 */
export async function loadRuntime(): Promise<Runtime> {
  Object.assign(process.env, { ORT_DISABLE_TELEMETRY: '1' });
  // Not import(), because only require finds packages in the archive of a packaged program.
  return createRequire(import.meta.url)('onnxruntime-node');
}

/**
 * Where the runtime looks for its CUDA library, by its own package.json. In a packaged program that is in an archive, which a
 * library that was added later isn't listed in: the runtime's files lie unpacked beside it.
 */
export function cudaLibrary(manifest: string): string {
  const folder = dirname(manifest).replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
  const name =
    process.platform === 'win32' ? 'onnxruntime_providers_cuda.dll' : 'libonnxruntime_providers_cuda.so';
  return join(folder, 'bin', 'napi-v6', process.platform, process.arch, name);
}

/** Whether the runtime's CUDA library is installed; it isn't part of the package. */
export function hasCudaLibrary(): boolean {
  try {
    return existsSync(cudaLibrary(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')));
  } catch {
    return false;
  }
}
