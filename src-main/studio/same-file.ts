import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Whether two paths lead to one file: by links, hard links or, where the system folds it, another case. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
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
