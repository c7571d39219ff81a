import { rm } from 'node:fs/promises';
import { makeWorkingFolder, removeAbandoned } from '../imaging/working-folder';
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
  const engine = await startEngine();
  try {
    return await work(engine);
  } finally {
    await stopEngine(engine);
  }
}

/** Stops an engine's processes and removes its files. */
export async function stopEngine({ compute, imaging, workspace }: Engine): Promise<void> {
  await Promise.all([compute.stop(), imaging.stop()]);
  await rm(workspace, { recursive: true, force: true });
}

/** An engine under plain Node. What killed runs of the program left of their working files is removed first. */
export async function startEngine(): Promise<Engine> {
  await removeAbandoned();
  const workspace = await makeWorkingFolder('work');
  return { compute: spawnEngine('compute'), imaging: spawnEngine('imaging'), workspace };
}
