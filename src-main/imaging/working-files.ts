import { tmpdir } from 'node:os';
import { failure, PlainError } from '../contract/errors';
import { errorCode } from './open-file';

/**
 * A system error about the files that processes exchange, as a plain sentence; undefined for any other error. Photos
 * and outputs have sentences of their own where they are read and written, so what is left with a code of the
 * system comes from the folder for temporary files.
 */
export function workingFileError(error: unknown): PlainError | undefined {
  if (error instanceof PlainError) return error;
  const code = errorCode(error);
  const folder = tmpdir();
  const choose = 'or have TMPDIR name another folder';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failure(`There is no space left for working files in ${folder}; free some ${choose}.`, error).as(
        'diskFull',
        { path: folder },
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return failure(`Working files can't be written in ${folder}; make it writable ${choose}.`, error).as(
        'folderForbidden',
        { path: folder },
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return failure(`The folder for working files in ${folder} is gone; create it ${choose}.`, error);
    case 'EMFILE':
    case 'ENFILE':
      return failure('Too many files are open on this machine; close other programs and try again.', error);
    case 'EIO':
    case 'EFBIG':
      return failure(`The disk of ${folder} fails (${code}); check it ${choose}.`, error);
    default:
      return undefined;
  }
}

/** Runs work on working files alone; its system errors become plain sentences about their folder. */
export async function onWorkingFiles<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw workingFileError(error) ?? error;
  }
}
