import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { wrongUsage } from './wrong-usage';

/**
 * Creates a folder for results and the folders above it. Returns a function that removes the created folders that are
 * still empty, for work without results. Throws a PlainError (bad request).
 */
export async function makeResultFolder(folder: string): Promise<() => Promise<void>> {
  const first = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw wrongUsage(`The folder ${folder} for the results can't be made; choose another.`, error);
  });
  return async () => {
    if (first === undefined) return;
    const top = resolve(first);
    for (let at = resolve(folder); at.startsWith(top); at = dirname(at)) {
      // A folder with content stays, and so do those above it.
      const removed = await rmdir(at).then(
        () => true,
        () => false,
      );
      if (!removed) return;
    }
  };
}
