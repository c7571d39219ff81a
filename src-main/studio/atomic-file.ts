import { appendFile, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure, type PlainError } from '../contract/errors';
import { quoted, said } from '../contract/said';
import { errorCode } from '../imaging/open-file';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../imaging/private-files';
import { removeTemporary, removeUnfinished, temporaryIn } from '../imaging/unfinished';

/**
 * Writes a small file of the program's data atomically, readable only by its owner, and replaces an existing one; its
 * folder is created. After a crash the file is the old or the new one; after a power cut too, unless it only has to
 * survive a crash: then it may be empty. Throws a PlainError if it can't be written.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  { survives = 'power cut' }: { readonly survives?: 'crash' | 'power cut' } = {},
): Promise<void> {
  const temporary = temporaryIn(dirname(path));
  await removeUnfinished(dirname(path));
  try {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    const file = await open(temporary, 'wx', PRIVATE_FILE);
    try {
      await file.writeFile(content);
      if (survives === 'power cut') await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await removeTemporary(temporary);
    throw notKept(path, error);
  }
}

/**
 * Appends to a file, which is created if necessary, but not its folder. A failure may leave a partial addition. Throws a
 * PlainError if it can't be written.
 */
export async function appendToFile(path: string, content: Uint8Array): Promise<void> {
  try {
    await appendFile(path, content, { mode: PRIVATE_FILE });
  } catch (error) {
    throw notKept(path, error);
  }
}

/** The PlainError for an error of the file system while a file of the program's data was written. */
export function notKept(path: string, error: unknown): PlainError {
  const code = errorCode(error);
  const why = code === undefined ? said('unknownReason') : quoted(code);
  return failure(said('notKept', { path, why }), error);
}
