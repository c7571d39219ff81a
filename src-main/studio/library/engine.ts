import { mkdir, rm } from 'node:fs/promises';
import type { Engine } from '../../jobs/engine';
import { spawnEngine } from '../../processes/spawn';

/** The processes of the library. */
export interface LibraryEngine {
  /** Makes the folder of working files where it is missing; the processes start with their first request. */
  get(): Promise<Engine>;
  close(): Promise<void>;
}

/**
 * Processes beside those of the open photo: thumbnails and a batch's decoding never stand in the way of zooming, and a
 * crash on one photo of a batch takes nothing of the window's along.
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
