import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onWorkingFiles } from '../imaging/working-files';
import type { ComputeTable } from '../processes/compute-table';
import type { ImagingTable } from '../processes/imaging-table';
import { spawnEngine } from '../processes/spawn';
import type { EngineProcess } from '../transport/engine-process';

/** The two processes that do the work, and a folder for the files that they exchange. */
export interface Engine {
  readonly compute: EngineProcess<ComputeTable>;
  readonly imaging: EngineProcess<ImagingTable>;
  /** Removed with its contents when the work ends, also after an error. */
  readonly workspace: string;
}

/** Runs `work` with a new engine; stops its processes and removes its files afterwards. */
export async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const workspace = await onWorkingFiles(() => mkdtemp(join(tmpdir(), 'daguerre-')));
  const engine = { compute: spawnEngine('compute'), imaging: spawnEngine('imaging'), workspace };
  try {
    return await work(engine);
  } finally {
    await Promise.all([engine.compute.stop(), engine.imaging.stop()]);
    await rm(workspace, { recursive: true, force: true });
  }
}
