import { realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { type LeftOut, scanFolder } from '../library/scan';

/** A photo to look at, and where its mask goes. */
export interface PhotoToDetect {
  readonly path: string;
  /** Undefined if no masks are written. */
  readonly mask: string | undefined;
}

export interface Photos {
  readonly photos: readonly PhotoToDetect[];
  /** Files of the folders that aren't read, with their whole paths. */
  readonly leftOut: readonly LeftOut[];
}

interface Found {
  readonly path: string;
  /** The path in the folder of masks: that in the folder that was given, or the name of a photo that was given. */
  readonly relative: string;
}

/**
 * Lists photos and the photos of folders, each once. The mask of a/b.jpg is a/b.png in `masks`, where `batch --masks`
 * finds it: b.jpg.png if another photo has that name, and b-mask.png if the masks are put beside the photos; such masks
 * of before are no photos. Throws a PlainError (bad request) if a folder can't be read.
 */
export async function listPhotos(
  given: readonly string[],
  masks: string | undefined,
  signal: AbortSignal,
): Promise<Photos> {
  const found = new Map<string, Found>();
  const leftOut: LeftOut[] = [];
  const place = masks === undefined ? undefined : await canonical(masks);
  for (const path of given) {
    if (!(await isFolder(path))) {
      found.set(resolve(path), { path, relative: basename(path) });
      continue;
    }
    const notInto = place === undefined ? [] : [place];
    const scan = await scanFolder(path, { include: [], exclude: [], notInto }, signal);
    for (const { path: relative } of scan.photos)
      found.set(resolve(path, relative), { path: join(path, relative), relative });
    for (const { path: relative, reason } of scan.leftOut)
      leftOut.push({ path: join(path, relative), reason });
  }
  if (place === undefined)
    return { photos: [...found.values()].map(({ path }) => ({ path, mask: undefined })), leftOut };
  const named = await nameMasks([...found.values()], place);
  const written = new Set(named.map(({ mask }) => mask));
  return { photos: named.filter(({ path }) => !written.has(resolve(path))), leftOut };
}

async function nameMasks(found: readonly Found[], masks: string) {
  const count = new Map<string, number>();
  for (const { relative } of found) count.set(stemOf(relative), (count.get(stemOf(relative)) ?? 0) + 1);
  const named: { path: string; mask: string }[] = [];
  for (const { path, relative } of found) {
    const stem = stemOf(relative);
    const isBeside = (await canonical(join(masks, relative))) === (await canonical(path));
    const name =
      (count.get(stem) ?? 0) > 1 ? `${relative}.png` : isBeside ? `${stem}-mask.png` : `${stem}.png`;
    named.push({ path, mask: join(masks, name) });
  }
  return named;
}

function stemOf(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

async function canonical(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
