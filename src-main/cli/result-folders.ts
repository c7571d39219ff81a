import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { wrongUsage } from './wrong-usage';

/**
 * Creates a folder for results with those above it. Returns a function that removes what it made of them and is still empty,
 * for work that comes to nothing. Throws a PlainError (bad request).
 */
export async function makeResultFolder(folder: string): Promise<() => Promise<void>> {
  const first = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw wrongUsage(`The folder ${folder} for the results can't be made; choose another.`, error);
  });
  return async () => {
    if (first === undefined) return;
    const top = resolve(first);
    for (let at = resolve(folder); at.startsWith(top); at = dirname(at)) {
      // One that holds something stays, and so do those above it.
      const removed = await rmdir(at).then(
        () => true,
        () => false,
      );
      if (!removed) return;
    }
  };
}
