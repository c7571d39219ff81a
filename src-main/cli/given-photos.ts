import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { canonicalPath } from '../imaging/canonical-path';
import { type LeftOut, scanFolder } from '../library/scan';

/** A photo of the command line, or of a folder there. */
export interface GivenPhoto {
  readonly path: string;
  /** The path of its result in the results' folder: its path in the given folder, or the name of a photo given by itself. */
  readonly relative: string;
}

export interface GivenPhotos {
  readonly photos: readonly GivenPhoto[];
  /** Files of the folders that aren't read, with their whole paths. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Lists photos and the photos of folders and their subfolders, each once. `results` is a folder that isn't searched.
 * Throws a PlainError (bad request) if a folder can't be read.
 */
export async function listGiven(
  given: readonly string[],
  results: string | undefined,
  signal: AbortSignal,
): Promise<GivenPhotos> {
  const found = new Map<string, GivenPhoto>();
  const leftOut: LeftOut[] = [];
  const notInto = results === undefined ? [] : [await canonicalPath(results)];
  for (const path of given) {
    if (!(await isFolder(path))) {
      found.set(resolve(path), { path, relative: basename(path) });
      continue;
    }
    const scan = await scanFolder(path, { include: [], exclude: [], notInto }, signal);
    for (const { path: relative } of scan.photos)
      found.set(resolve(path, relative), { path: join(path, relative), relative });
    for (const { path: relative, reason } of scan.leftOut)
      leftOut.push({ path: join(path, relative), reason });
  }
  return { photos: [...found.values()], leftOut };
}

export async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
