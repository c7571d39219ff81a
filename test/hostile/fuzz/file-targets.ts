import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { engineProcess } from '../../../src-main/transport/engine-process';
import { testChild } from '../../transport/bundle';
import { MODEL, makers, PROOF } from './makers';
import type { Photos } from './photos';
import { readerTable } from './reader-table';
import type { Target } from './target';
import { Find, watched } from './watched';

/** Everything but photos, read by a process that does as the program. `folder`: a new one; `stop` ends the process. */
export async function fileTargets(
  folder: string,
  photos: Photos,
): Promise<{ targets: Target[]; stop(): Promise<void> }> {
  const [room, temporary, photo] = [
    join(folder, 'room'),
    join(folder, 'room-tmp'),
    join(folder, 'photo.jpg'),
  ];
  for (const one of [room, temporary]) await mkdir(one, { recursive: true });
  await writeFile(photo, photos.jpeg[0]);
  const reader = engineProcess(readerTable, testChild('reader', { TMPDIR: temporary }), {
    title: 'The reader',
  });
  const open = () => reader.request('open', { folder: room, photo, model: resolve(`${MODEL}.onnx`) });
  await open();
  await writeFile(join(room, 'photos', 'a.jpg'), photos.jpeg[0]);
  await writeFile(join(room, 'results', PROOF), '');
  const kinds = await makers(folder, photos);
  const targets = Object.entries(kinds).map(
    ([name, [kind, extension, make]]): Target => ({
      name,
      extension,
      make,
      read: async (path) => {
        const before = await looseFiles(room);
        try {
          const outcome = await watched(reader, () => reader.request('read', { kind, path }));
          const left = await readdir(temporary);
          if (left.length > 0) throw new Find(`left: ${left.join(', ')}`);
          const loose = (await looseFiles(room)).filter((one) => !before.includes(one));
          if (kind === 'project' && loose.length > 0) throw new Find(`left: ${loose.join(', ')}`);
          return outcome;
        } catch (error) {
          // Every finding gets a new folder, so its leftovers don't count for the next.
          await reader.stop();
          for (const name of await readdir(temporary)) await rm(join(temporary, name), { recursive: true });
          await open();
          throw error;
        }
      },
    }),
  );
  return { targets, stop: () => reader.stop() };
}

/** Files of open photos and of their records. */
async function looseFiles(room: string): Promise<string[]> {
  const names: string[] = [];
  for (const part of ['work', 'data/sessions']) {
    for (const entry of await readdir(join(room, part), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) names.push(join(entry.parentPath, entry.name));
  }
  return names;
}
