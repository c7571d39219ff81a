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

/** Whether the runtime's CUDA library is installed; it isn't part of the package. */
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
