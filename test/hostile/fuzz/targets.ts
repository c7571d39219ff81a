import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireBundles } from '../../transport/bundle';
import { fileTargets } from './file-targets';
import { photoTargets } from './photo-targets';
import { soundPhotos } from './photos';
import type { Target } from './target';

/** All that comes from outside, and a folder for its files; `close` ends the processes that read them. */
export async function openTargets(): Promise<{ targets: Target[]; folder: string; close(): Promise<void> }> {
  requireBundles();
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const photos = await soundPhotos();
  const [pictures, files] = [await photoTargets(folder, photos), await fileTargets(folder, photos)];
  return {
    targets: [...pictures.targets, ...files.targets],
    folder,
    close: async () => {
      await Promise.all([pictures.stop(), files.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}
