import { chmodSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Permissions of the program's data, which only its owner may read. On Windows files inherit those of their folder. */
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/**
 * Creates a folder that only its owner may read. An existing folder that others could read is closed to them, with
 * everything in its `parts`. Files of other owners stay as they are.
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

/** The same for one file that a library created. */
export function closeFile(path: string): void {
  if (process.platform === 'win32') return;
  try {
    chmodSync(path, PRIVATE_FILE);
  } catch {
    // It belongs to another user, who has to close it.
  }
}
