import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { outputFormat } from '../imaging/output';
import { isFolder } from './given-photos';
import { wrongUsage } from './wrong-usage';

/** The word for standard input as a photo, and for standard output as a result. */
export const PIPE = '-';

/** Where results go. */
export type OutputPlace =
  | { readonly kind: 'file'; readonly path: string }
  /** Created if it is missing. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'stdout' };

/**
 * What `--output` means: a folder if several photos or a folder of them are given, if it ends in a slash, or if it is a
 * folder; otherwise a file. Throws a PlainError (bad request) if it can't hold all results.
 */
export async function placeOf(output: string, given: readonly string[]): Promise<OutputPlace> {
  const several = given.length > 1 || (given[0] !== undefined && (await isFolder(given[0])));
  if (output === PIPE) {
    if (several) throw wrongUsage('Standard output takes one photo; give several a folder by -o FOLDER/.');
    return { kind: 'stdout' };
  }
  const isNamedFolder = /\/$/.test(output) || (process.platform === 'win32' && output.endsWith('\\'));
  if (isNamedFolder || (await isFolder(output))) return { kind: 'folder', path: output };
  if (!several) return { kind: 'file', path: output };
  if (isPicture(output))
    throw wrongUsage(`Several photos need a folder, and ${output} is the name of a picture; end it with /.`);
  return { kind: 'folder', path: output };
}

function isPicture(path: string): boolean {
  if (extname(path) === '') return false;
  try {
    outputFormat(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Creates a folder for results and the folders above it. Returns a function that removes the created folders that are
 * still empty, for work without results. Throws a PlainError (bad request).
 */
export async function makeResultFolder(folder: string): Promise<() => Promise<void>> {
  const first = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw wrongUsage(`The folder ${folder} for the results can't be made; choose another.`, error);
  });
  return async () => {
    if (first === undefined) return;
    const top = resolve(first);
    for (let at = resolve(folder); at.startsWith(top); at = dirname(at)) {
      // A folder with content stays, and so do those above it.
      const removed = await rmdir(at).then(
        () => true,
        () => false,
      );
      if (!removed) return;
    }
  };
}
