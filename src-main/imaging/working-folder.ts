import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isGone, OWNER, ownName } from './owner';
import { onWorkingFiles } from './working-files';

/**
 * Creates a folder for working files that only this user may read. Its name says which process it belongs to, so that
 * the next start of the program can tell whether its owner is gone. Throws a PlainError if it can't be created.
 *
 * @param purpose a word of letters, for people who look into the folder for temporary files
 */
export async function makeWorkingFolder(purpose: string): Promise<string> {
  return onWorkingFiles(() => mkdtemp(join(tmpdir(), `daguerre-${purpose}-${ownName()}-`)));
}

/** Runs `work` with a working folder and removes the folder afterwards. */
export async function inWorkingFolder<T>(purpose: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeWorkingFolder(purpose);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const WORKING = new RegExp(`^daguerre-[a-z]+-(${OWNER})-`);

/**
 * Removes the working folders of killed processes. Folders of running processes, of other users and of other machines
 * stay, and so does what can't be removed now.
 */
export async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const owner = WORKING.exec(name)?.[1];
    if (owner === undefined || !isGone(owner)) continue;
    const path = join(tmpdir(), name);
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
