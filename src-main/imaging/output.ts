import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { badRequest, failure, PlainError } from '../contract/errors';
import { extensionOf, formatOf, type ResultFormat, resultFormatOf } from '../contract/photo-files';
import { said } from '../contract/said';
import { canonicalPath } from './canonical-path';
import { errorCode } from './open-file';
import { replaceFile } from './replace-file';
import { removeTemporary, removeUnfinished, temporaryIn } from './unfinished';

/**
 * Checks that a file's extension matches the chosen format. Throws a PlainError (bad request) that names the usual
 * extension of the format.
 */
export function checkNamed(out: string, format: ResultFormat): void {
  if (outputFormat(out) === format) return;
  throw badRequest(said('otherFormat', { path: out, extension: extensionOf(format) }));
}

/** Throws a PlainError (bad request) if a name doesn't end in `extension`, ignoring case. */
export function checkExtension(out: string, extension: string): void {
  if (extname(out).toLowerCase() !== extension)
    throw badRequest(said('otherFormat', { path: out, extension }));
}

/** Returns the format of an output's extension. Throws a PlainError if no such format can be written. */
export function outputFormat(out: string): ResultFormat {
  const extension = extname(out).toLowerCase();
  const format = resultFormatOf(extension);
  if (format) return format;
  if (formatOf(extension)) throw badRequest(said('asHeic', { path: out }));
  if (extension === '') throw badRequest(said('noExtension', { path: out }));
  throw badRequest(said('otherExtension', { path: out, extension }));
}

/**
 * Checks that `out` can be written and isn't the source under another name (link, hard link, other case). Called before
 * any work is done. Throws a PlainError (bad request) that says what to do.
 */
export async function checkOutput(source: string, out: string): Promise<void> {
  outputFormat(out);
  const folder = dirname(resolve(out));
  const folderStat = await stat(folder).catch(() => undefined);
  if (!folderStat) throw badRequest(said('outputFolderMissing', { folder }));
  if (!folderStat.isDirectory()) throw badRequest(said('outputNoFolder', { folder, path: out }));
  const outStat = await stat(out).catch(() => undefined);
  if (outStat?.isDirectory()) throw badRequest(said('outputIsFolder', { path: out }));
  if (await isSameFile(source, out)) throw badRequest(said('overOriginal', { path: out }));
  // Last, because it writes: a refused request must not touch the folder.
  await checkWritable(folder, out);
}

/** Writes and removes an empty file, because permission bits don't cover access lists, Windows and read-only disks. */
async function checkWritable(folder: string, out: string): Promise<void> {
  await removeUnfinished(folder);
  const trial = temporaryIn(folder);
  try {
    await writeFile(trial, '', { flag: 'wx' });
    await rm(trial);
  } catch (error) {
    const code = errorCode(error);
    const why =
      code === 'EROFS' ? 'outputReadOnly' : code === 'ENOSPC' ? 'outputDiskFull' : 'outputForbidden';
    throw badRequest(said(why, { folder, path: out }), error);
  } finally {
    await removeTemporary(trial);
  }
}

/** Whether two paths name the same file: by links, hard links or, if the system ignores case, another case. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [statA, statB] = await Promise.all([a, b].map((path) => stat(path).catch(() => undefined)));
  if (statA && statB && statA.ino !== 0 && statA.ino === statB.ino && statA.dev === statB.dev) return true;
  return folded(await canonicalPath(a)) === folded(await canonicalPath(b));
}

/** The path with its case folded where the platform ignores case. */
function folded(path: string): string {
  const foldsCase = process.platform === 'win32' || process.platform === 'darwin';
  return foldsCase ? path.normalize('NFC').toLowerCase() : path;
}

/**
 * Lets `write` fill a temporary file beside `out`, syncs it to disk, and renames it to `out`. After an error the
 * temporary file is gone and an existing `out` is unchanged. Throws a PlainError; when aborted, the signal's reason.
 */
export async function writeAtomically(
  out: string,
  write: (temporary: string) => Promise<void>,
  options: { readonly temporary?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const folder = dirname(resolve(out));
  const explain = async (error: unknown, temporary: string) =>
    writeError(out, error, await isFull(folder, temporary));
  await removeUnfinished(folder);
  await replaceFile(out, write, { ...options, synced: 'file and folder', explain });
}

/**
 * Whether the disk has too little room for a second copy of the file. ExifTool makes such a copy and, without room for
 * it, reports only that writing failed.
 */
async function isFull(folder: string, temporary: string): Promise<boolean> {
  const size = await stat(temporary).then(
    (found) => found.size,
    () => 0,
  );
  const space = await statfs(folder).catch(() => undefined);
  return space !== undefined && space.bavail * space.bsize < size;
}

function writeError(out: string, error: unknown, full: boolean): PlainError {
  if (error instanceof PlainError) return error;
  if (full || errorCode(error) === 'ENOSPC' || /no space left/i.test(String(error))) {
    return failure(said('diskFull', { place: out }), error);
  }
  if (errorCode(error) === 'EROFS') {
    return failure(said('readOnly', { place: out }), error);
  }
  if (errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM') {
    return failure(said('folderForbidden', { place: out }), error);
  }
  const detail = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return failure(said('notWritten', { path: out, detail }), error);
}
