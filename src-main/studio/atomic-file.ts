import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure, type PlainError } from '../contract/errors';
import { quoted, said } from '../contract/said';
import { errorCode } from '../imaging/open-file';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../imaging/private-files';
import { replaceFile } from '../imaging/replace-file';
import { removeUnfinished } from '../imaging/unfinished';

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
  const write = async (temporary: string) => {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    await writeFile(temporary, content, { flag: 'wx', mode: PRIVATE_FILE });
  };
  await removeUnfinished(dirname(path));
  await replaceFile(path, write, {
    synced: survives === 'power cut' ? 'file' : 'nothing',
    explain: (error) => notKept(path, error),
  });
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
