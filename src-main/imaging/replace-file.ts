import { open, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { removeTemporary, temporaryIn } from './unfinished';

/**
 * What is synced to disk before the file has its name. After a crash of the program the file is the old or the new one
 * in any case. After a power cut it may be empty if nothing was synced, and the old one although the writing had ended if
 * the folder wasn't.
 */
export type Synced = 'nothing' | 'file' | 'file and folder';

interface Replacement {
  readonly synced: Synced;
  /** Path of the unfinished file, in the folder of the finished one. */
  readonly temporary?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Makes the thrown error of an error; the temporary file still exists then. */
  readonly explain?: (error: unknown, temporary: string) => unknown;
}

/**
 * Lets `write` fill a temporary file beside `path` and renames it to `path`. After an error the temporary file is gone and
 * an existing `path` is unchanged. Throws an error of the file system, or what `explain` makes of it; when aborted, the
 * signal's reason.
 */
export async function replaceFile(
  path: string,
  write: (temporary: string) => Promise<void>,
  { synced, signal, explain, temporary = temporaryIn(dirname(resolve(path))) }: Replacement,
): Promise<void> {
  try {
    await write(temporary);
    if (synced !== 'nothing') await sync(temporary, 'r+');
    signal?.throwIfAborted();
    await rename(temporary, resolve(path));
    // Syncing the folder makes the rename durable. Windows can't open folders; a crash there loses at most the rename.
    if (synced === 'file and folder' && process.platform !== 'win32') await sync(dirname(resolve(path)), 'r');
  } catch (error) {
    signal?.throwIfAborted();
    throw explain ? await explain(error, temporary) : error;
  } finally {
    await removeTemporary(temporary);
  }
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
