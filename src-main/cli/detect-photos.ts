import { extname, join, resolve } from 'node:path';
import { maskName } from '../contract/photo-files';
import { canonicalPath } from '../imaging/canonical-path';
import { pathKey } from '../library/naming';
import type { LeftOut } from '../library/scan';
import { type GivenPhoto, listGiven } from './given-photos';

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

/**
 * Lists photos and the photos of folders, each once. The mask of a/b.jpg is a/b.png in `masks`, where `batch --masks`
 * finds it: b.jpg.png if another photo has that name, and b-mask.png if the masks are put beside the photos; existing
 * masks of that kind aren't taken for photos. Throws a PlainError (bad request) if a folder can't be read.
 */
export async function listPhotos(
  given: readonly string[],
  masks: string | undefined,
  signal: AbortSignal,
): Promise<Photos> {
  const { photos, leftOut } = await listGiven(given, masks, signal);
  if (masks === undefined) return { photos: photos.map(({ path }) => ({ path, mask: undefined })), leftOut };
  const named = await nameMasks(photos, await canonicalPath(masks));
  const written = new Set(named.map(({ mask }) => mask));
  return { photos: named.filter(({ path }) => !written.has(resolve(path))), leftOut };
}

async function nameMasks(found: readonly GivenPhoto[], masks: string) {
  const count = new Map<string, number>();
  for (const { relative } of found) count.set(stemOf(relative), (count.get(stemOf(relative)) ?? 0) + 1);
  const named: { path: string; mask: string }[] = [];
  const taken = new Set<string>();
  for (const { path, relative } of found) {
    const stem = stemOf(relative);
    const isBeside = (await canonicalPath(join(masks, relative))) === (await canonicalPath(path));
    const name = (count.get(stem) ?? 0) > 1 ? relative : isBeside ? maskName(stem) : stem;
    named.push({ path, mask: join(masks, `${freeName(name, taken)}.png`) });
  }
  return named;
}

/** The name, with a number if another photo of that name is in another folder. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(pathKey(free)); number++) free = `${name}-${number}`;
  taken.add(pathKey(free));
  return free;
}

function stemOf(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}
