import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { badRequest, failure } from '../contract/errors';
import { said } from '../contract/said';

/** The code of a system error ('ENOENT', ...), or undefined for any other thrown value. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Opens a file for reading. Throws a PlainError if it is missing, a folder, empty, or not readable by this user. */
export async function openForReading(path: string): Promise<{ file: FileHandle; size: number }> {
  let file: FileHandle;
  try {
    // Without O_NONBLOCK, opening a named pipe would block for ever.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw readError(path, error);
  }
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw badRequest(said('isFolder', { path }));
    if (!stat.isFile()) throw badRequest(said('notOrdinary', { path }));
    if (stat.size === 0) {
      throw badRequest(said('fileEmpty', { path }));
    }
    return { file, size: stat.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function readError(path: string, error: unknown): Error {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return badRequest(said('fileMissing', { path }), error);
    case 'EACCES':
    case 'EPERM':
      return badRequest(said('fileForbidden', { path }), error);
    case 'ENXIO':
      return badRequest(said('notOrdinary', { path }), error);
    case 'EISDIR':
      return badRequest(said('isFolder', { path }), error);
    default:
      return failure(said('fileUnreadable', { path }), error);
  }
}
