import { chmodSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Rights of what is the person's alone: the program's data. Windows keeps them by the folder they lie in. */
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/**
 * Makes a folder that its owner alone may look into. One that others could look into is closed, with all that lies in
 * these parts of it; what isn't ours to change stays as it is.
 */
export async function makePrivate(folder: string, parts: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  if (!(await isOpen(folder))) return;
  for (const part of parts) await close(join(folder, part));
  await chmod(folder, PRIVATE_FOLDER).catch(() => {});
}

async function isOpen(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && !found.isSymbolicLink() && (found.mode & 0o077) !== 0;
}

async function close(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found || found.isSymbolicLink()) return;
  if (found.isDirectory()) {
    for (const name of await readdir(path).catch(() => [])) await close(join(path, name));
  }
  await chmod(path, found.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE).catch(() => {});
}

/** The same for one file that was made by others' code. */
export function closeFile(path: string): void {
  if (process.platform === 'win32') return;
  try {
    chmodSync(path, PRIVATE_FILE);
  } catch {
    // Somebody else's: its owner has to close it.
  }
}
