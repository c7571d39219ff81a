import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isGone, OWNER, ownName } from './owner';

/** Matches the name of an unfinished file and of what ExifTool leaves beside it; those of earlier versions have no owner. */
const UNFINISHED = new RegExp(`^\\.daguerre-(?:(${OWNER})-)?[0-9a-f]{12}\\.tmp(_exiftool_tmp)?$`);

/** A unique path for an unfinished file in `folder`, whose name says which process it belongs to. */
export function temporaryIn(folder: string): string {
  return join(folder, `.daguerre-${ownName()}-${randomBytes(6).toString('hex')}.tmp`);
}

/** Unfinished files that couldn't be removed because the drive of their folder was lost. */
const stranded = new Set<string>();

/**
 * Removes an unfinished file and what ExifTool left beside it, if they exist. A failure to remove them isn't reported,
 * because it would hide how the writing ended; a later start removes them.
 */
export async function removeTemporary(temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch(() => {});
  // ExifTool writes to a file beside its target, and leaves it there when the disk fills or it is killed.
  await rm(`${temporary}_exiftool_tmp`, { force: true }).catch(() => {});
  if (!(await isThere(dirname(temporary)))) stranded.add(resolve(temporary));
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Folders that this process has already searched; later unfinished files there belong to processes that still ran. */
const cleaned = new Set<string>();

/**
 * Removes the unfinished files that killed runs of the program left in a folder of results, once per folder, and those
 * that this run left there while the drive was lost.
 */
export async function removeUnfinished(folder: string): Promise<void> {
  const path = resolve(folder);
  for (const file of stranded) {
    if (dirname(file) !== path || !(await isThere(path))) continue;
    stranded.delete(file);
    await removeTemporary(file);
  }
  if (cleaned.has(path)) return;
  cleaned.add(path);
  await removeAllUnfinished(path, isGone);
}

/** Removes the unfinished files of a folder if `isDead` is true of their owners. */
export async function removeAllUnfinished(folder: string, isDead: (owner: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const match = UNFINISHED.exec(name);
    if (!match || !isDead(match[1] ?? '')) continue;
    const path = join(folder, name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isFile()) await rm(path, { force: true }).catch(() => {});
  }
}
