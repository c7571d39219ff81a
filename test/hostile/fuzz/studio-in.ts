import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Engine } from '../../../src-main/jobs/engine';
import { spawnEngine } from '../../../src-main/processes/spawn';
import { openStudio } from '../../../src-main/studio/open-studio';
import type { Studio } from '../../../src-main/studio/studio';

/** A studio with all its files in a folder; its dialogs answer with places in there. */
export async function openStudioIn(
  folder: string,
  photo: string,
  model: string,
): Promise<{ studio: Studio; engine: Engine }> {
  const at = (...names: string[]) => join(folder, ...names);
  for (const name of ['work', 'data', 'photos', 'results', 'saved', 'outside'])
    await mkdir(at(name), { recursive: true });
  const engine: Engine = {
    compute: spawnEngine('compute'),
    imaging: spawnEngine('imaging'),
    workspace: at('work'),
  };
  let answers = 0;
  const studio = await openStudio({
    host: {
      capabilities: {
        dialogs: true,
        reveal: false,
        menu: false,
        folders: true,
        power: false,
        updates: false,
      },
      systemLocale: 'en',
      chooseToOpen: async () => [photo],
      chooseToSave: async (_, extension) => at('saved', `${answers++ % 50}.${extension}`),
      chooseFolder: async () => at(answers++ % 2 === 0 ? 'photos' : 'results'),
      power: null,
      reveal: async () => {},
      answerClosing: () => {},
    },
    folders: { data: at('data'), examples: resolve('examples'), model },
    engine,
  });
  return { studio, engine };
}
