import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { OpenDocument } from './document';

/** Whether a path is the photo's own file, or the file of the photo from which it was cut. */
export async function isOriginal({ record }: OpenDocument, path: string): Promise<boolean> {
  const { kept } = record;
  if (kept.file !== null && (await isSameFile(kept.file, path))) return true;
  return isSameFile(kept.path, path);
}

/** Throws a PlainError (bad request) if a path is the original of one of these documents, under any name. */
export async function refuseOriginals(documents: readonly OpenDocument[], path: string): Promise<void> {
  for (const document of documents) {
    if (await isOriginal(document, path)) throw badRequest(said('overOpenOriginal', { path }));
  }
}

/** Whether two paths name the same file: by links, hard links or, if the system ignores case, another case. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  const [statA, statB] = await Promise.all([a, b].map((path) => stat(path).catch(() => undefined)));
  if (statA && statB && statA.ino !== 0 && statA.ino === statB.ino && statA.dev === statB.dev) return true;
  return (await canonical(a)) === (await canonical(b));
}

async function canonical(path: string): Promise<string> {
  const absolute = resolve(path);
  const real = await realpath(absolute).catch(async () => {
    const folder = await realpath(dirname(absolute)).catch(() => dirname(absolute));
    return join(folder, basename(absolute));
  });
  const foldsCase = process.platform === 'win32' || process.platform === 'darwin';
  return foldsCase ? real.normalize('NFC').toLowerCase() : real;
}
