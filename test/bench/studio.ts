import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEngine } from '../../src-main/jobs/engine';
import { openStudio } from '../../src-main/studio/open-studio';
import type { Studio } from '../../src-main/studio/studio';

export interface BenchStudio {
  readonly studio: Studio;
  /** The engine's working files, with those of the open photos. */
  readonly workspace: string;
  /** For the bench's own files. */
  readonly folder: string;
}

/** Runs `work` in a studio with the real network and its own processes; removes all its files afterwards. */
export async function inStudio(work: (opened: BenchStudio) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-bench-'));
  const engine = await startEngine();
  const studio = await openStudio({
    host: silentHost(),
    folders: {
      data: join(folder, 'data'),
      examples: resolve('examples'),
      model: resolve('models/eps-universal.onnx'),
    },
    engine,
  });
  try {
    await work({ studio, workspace: engine.workspace, folder });
  } finally {
    await studio.close();
    await Promise.all([engine.compute.stop(), engine.imaging.stop()]);
    await rm(engine.workspace, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

function silentHost(): Parameters<typeof openStudio>[0]['host'] {
  return {
    capabilities: { dialogs: true, reveal: false, menu: false, folders: true, power: false, updates: false },
    systemLocale: 'en-GB',
    chooseToOpen: async () => [],
    chooseToSave: async () => null,
    chooseFolder: async () => null,
    power: null,
    reveal: async () => {},
    answerClosing: () => {},
  };
}
