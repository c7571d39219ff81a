import { mkdir, rm } from 'node:fs/promises';
import type { Engine } from '../../jobs/engine';
import { spawnEngine } from '../../processes/spawn';

/** The processes of the library. */
export interface LibraryEngine {
  /** Creates the folder of working files if it is missing; the processes start with their first request. */
  get(): Promise<Engine>;
  close(): Promise<void>;
}

/**
 * Processes in addition to those of the open photo, so that thumbnails and a batch's decoding don't delay zooming, and a
 * crash on a batch's photo doesn't affect the window.
 */
export function createLibraryEngine(workspace: string): LibraryEngine {
  let made: Promise<Engine> | undefined;
  return {
    get: () => {
      made ??= mkdir(workspace, { recursive: true }).then(() => ({
        compute: spawnEngine('compute'),
        imaging: spawnEngine('imaging'),
        workspace,
      }));
      return made;
    },
    close: async () => {
      if (!made) return;
      const engine = await made;
      await Promise.all([engine.compute.stop(), engine.imaging.stop()]);
      await rm(workspace, { recursive: true, force: true });
    },
  };
}
