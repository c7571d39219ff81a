import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError as Plain } from '../contract/errors';
import { startEngine } from '../jobs/engine';
import type { PhotoJob } from '../jobs/photo-job';
import { ownFolder } from '../network/own-models';
import { userFolders } from '../shell/user-folders';
import { detectDamage } from './detect';
import { startInElectron } from './electron';
import { Jobs } from './jobs';
import { batchRequest, checked, detectRequest, engineOptions, restoreRequest } from './requests';
import { restorePhoto } from './restore';
import type { Engine, EngineOptions, PlainError } from './types';

export type * from './types';

/**
 * Opens an engine. Once it has done a job, its processes keep this program running until `close`. Rejects with a PlainError
 * if a provider that was named can't run here, and with a TypeError for options that don't exist.
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { model, provider, threads, data, utilityProcess } = checked('openEngine', engineOptions, options);
  if (utilityProcess) startInElectron(utilityProcess);
  const processes = await startEngine();
  const network: PhotoJob['network'] = {
    modelPath: model ?? join(ownFolder() ?? 'models', 'eps-universal.onnx'),
    provider: provider ?? (utilityProcess ? 'cpu' : 'auto'),
    ...(threads !== undefined && { threads }),
  };
  const jobs = new Jobs(processes);
  const close = async () => {
    await jobs.close();
    await Promise.all([processes.compute.stop(), processes.imaging.stop()]);
    await rm(processes.workspace, { recursive: true, force: true });
  };
  if (network.provider !== 'auto' && network.provider !== 'cpu')
    await processes.compute
      .request('requireProvider', { network, operators: [] })
      .catch(async (error: unknown) => {
        await close();
        throw error;
      });
  return {
    restore: async (request) => {
      checked('restore', restoreRequest, request);
      return jobs.run(request.signal, (own, signal) => restorePhoto(own, request, network, signal));
    },
    detect: async (request) => {
      checked('detect', detectRequest, request);
      return jobs.run(request.signal, (own, signal) => detectDamage(own, request, signal));
    },
    batch: async (request) => {
      checked('batch', batchRequest, request);
      const places = { network, data: data ?? userFolders().data };
      // Only batches load SQLite.
      const { restoreFolder } = await import('./batch');
      return jobs.run(request.signal, (own, signal) => restoreFolder(own, request, places, signal));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Whether an error says what is wrong and what to do, as those of the engine do. */
export function isPlainError(error: unknown): error is PlainError {
  return error instanceof Plain;
}
