import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Runtime = typeof import('onnxruntime-node');

/**
 * onnxruntime, loaded on first use: it takes a moment, and it reports usage unless the environment says no before
 * it is loaded.
 */
export async function loadRuntime(): Promise<Runtime> {
  Object.assign(process.env, { ORT_DISABLE_TELEMETRY: '1' });
  // Not by import(): in a packaged program's archive only require finds packages.
  return createRequire(import.meta.url)('onnxruntime-node');
}

/** True where the runtime's CUDA library is installed, an extra that isn't part of the package. */
export function hasCudaLibrary(): boolean {
  try {
    const main = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
    const folder = join(dirname(main), 'bin', 'napi-v6', process.platform, process.arch);
    const name =
      process.platform === 'win32' ? 'onnxruntime_providers_cuda.dll' : 'libonnxruntime_providers_cuda.so';
    return existsSync(join(folder, name));
  } catch {
    return false;
  }
}
