import { PlainError as Plain } from '../../contract/errors';
import { Mutex } from '../../contract/mutex';
import { embeddedPffft } from '../../operators/fourier/pffft-embedded';
import { workspacePool } from '../../operators/kernels/workspace';
import { inTurn } from '../in-turn';
import { removeBelow } from './memory-files';
import { restorePicture } from './restore';
import { openNetwork } from './session';
import type { BrowserEngine, BrowserEngineOptions, PlainError } from './types';

export type * from './types';

let opened = 0;

/** Opens an engine in a page or a worker. Rejects with a PlainError if the network isn't what its card says. */
export async function openEngine(options: BrowserEngineOptions): Promise<BrowserEngine> {
  const network = await openNetwork(options);
  const parts = { network, fft: await embeddedPffft(), workspaces: workspacePool() };
  const turns = new Mutex();
  const closed = new AbortController();
  const engine = opened++;
  let count = 0;
  return {
    restore: async (request) => {
      const folder = `${engine}/${count++}/`;
      return inTurn(turns, [closed.signal, request.signal], (signal) =>
        restorePicture(parts, request, folder, signal).finally(() => removeBelow(folder)),
      );
    },
    close: async () => {
      closed.abort(new Error('The engine was closed.'));
      await turns.run(async () => {});
      await network.release();
    },
  };
}

/** Whether an error says what is wrong and what to do, as those of the engine do. */
export function isPlainError(error: unknown): error is PlainError {
  return error instanceof Plain;
}
