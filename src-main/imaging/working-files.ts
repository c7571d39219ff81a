import { tmpdir } from 'node:os';
import { failure, PlainError } from '../contract/errors';
import { said } from '../contract/said';
import { errorCode } from './open-file';

/**
 * Turns a system error about the files that processes exchange into a PlainError; undefined for any other error.
 * Errors of photos and outputs are already handled where those are read and written, so a remaining system error code
 * comes from the folder for temporary files.
 */
export function workingFileError(error: unknown): PlainError | undefined {
  if (error instanceof PlainError) return error;
  const code = errorCode(error);
  const folder = tmpdir();
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failure(said('workingFull', { folder }), error);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return failure(said('workingForbidden', { folder }), error);
    case 'ENOENT':
    case 'ENOTDIR':
      return failure(said('workingGone', { folder }), error);
    case 'EMFILE':
    case 'ENFILE':
      return failure(said('tooManyFiles'), error);
    case 'EIO':
    case 'EFBIG':
      return failure(said('workingDisk', { folder, code }), error);
    default:
      return undefined;
  }
}

/** Runs work that touches only temporary files. Its system errors become PlainErrors about their folder. */
export async function onWorkingFiles<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw workingFileError(error) ?? error;
  }
}
