import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { BatchRequest } from '../contract/batch';
import { badRequest } from '../contract/errors';
import { COMMON_EXTENSIONS, maskName } from '../contract/photo-files';
import { said } from '../contract/said';
import { inWorkingFolder } from '../imaging/working-folder';
import { hashFiles } from './hashes';
import { canonical, fetchAddress, isS3, openStore } from './stores/open-store';
import { Vanished } from './task';

/** Finds a photo's mask: its path, or its address in a store; undefined if there is none. */
export type MaskFor = (photo: string) => Promise<string | undefined>;

/** Finds the masks of a batch; undefined if it has no folder of them. */
export function masksOf({ masks, input }: Pick<BatchRequest, 'masks' | 'input'>): MaskFor | undefined {
  if (masks === null) return undefined;
  let finding: Promise<MaskFor> | undefined;
  return async (photo) => {
    finding ??= areBeside(masks, input).then((beside) => masksIn(masks, beside));
    return (await finding)(photo);
  };
}

/** Throws a PlainError (bad request) if a batch names a folder of masks that can't be read. */
export async function requireMasks({ masks }: Pick<BatchRequest, 'masks'>): Promise<void> {
  if (masks === null || isS3(masks)) return;
  try {
    await readdir(masks);
  } catch (error) {
    throw badRequest(said('folderUnreadable', { folder: masks }), error);
  }
}

/** Whether the masks are in the folder of the photos. */
async function areBeside(masks: string, input: string): Promise<boolean> {
  return (await canonical(masks)) === (await canonical(input));
}

/** The photos of a batch without the masks of others, if these are beside them. `maskFor` is that of the batch. */
export async function withoutMasks<Photo extends { readonly path: string }>(
  photos: readonly Photo[],
  { masks, input }: Pick<BatchRequest, 'masks' | 'input'>,
  maskFor: MaskFor | undefined,
): Promise<readonly Photo[]> {
  if (masks === null || !maskFor || !(await areBeside(masks, input))) return photos;
  const found = new Set<string | undefined>();
  for (const { path } of photos) found.add(await maskFor(path));
  const root = isS3(masks) ? (await openStore(masks)).root : masks;
  return photos.filter(({ path }) => !found.has(isS3(masks) ? `${root}/${path}` : join(root, path)));
}

/**
 * Finds masks by name. The mask of `trip/a.jpg` is `trip/a.png` (or another picture extension) in the folder of masks,
 * or `trip/a-mask.png`. If there is also an `a.tif`, `a.jpg.png` belongs to `a.jpg` only. Case and the composition of
 * accents don't matter.
 *
 * @param beside whether the folder is that of the photos; `a.png` is then a photo, and no mask
 */
export function masksIn(root: string, beside = false): MaskFor {
  const namesIn = isS3(root) ? namesInStore(root) : namesInFolders(root);
  return async (photo) => {
    const folder = posix.dirname(photo);
    const name = posix.basename(photo);
    const stem = posix.basename(photo, posix.extname(photo));
    const names = await namesIn(folder);
    for (const base of beside ? [name, maskName(stem)] : [name, stem, maskName(stem)]) {
      for (const extension of COMMON_EXTENSIONS) {
        const found = names.get(key(`${base}.${extension}`));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}

/** SHA-256 of a mask, by its path or address; null if it can't be read or is gone. */
export async function hashMask(mask: string): Promise<string | null> {
  if (!isS3(mask)) return hashFiles([mask]).catch(() => null);
  try {
    return await inWorkingFolder('mask', async (folder) => hashFiles([await fetchAddress(mask, folder)]));
  } catch (error) {
    if (error instanceof Vanished) return null;
    throw error;
  }
}

/** The files in a folder below the root, by the keys of their names. */
type NamesIn = (folder: string) => Promise<ReadonlyMap<string, string>>;

/** Lists each folder when a photo first needs it, because a network drive may have many more. */
function namesInFolders(root: string): NamesIn {
  const folders = new Map<string, ReturnType<NamesIn>>();
  const list = async (folder: string) => {
    const names = await readdir(join(root, folder)).catch(() => []);
    return new Map(names.map((name) => [key(name), join(root, folder, name)]));
  };
  return (folder) => {
    const known = folders.get(folder) ?? list(folder);
    folders.set(folder, known);
    return known;
  };
}

/** Lists a whole store once. */
function namesInStore(root: string): NamesIn {
  const list = async () => {
    const store = await openStore(root);
    const { photos } = await store.scan({ include: [], exclude: [], notInto: [] });
    const folders = new Map<string, Map<string, string>>();
    for (const { path } of photos) {
      const folder = posix.dirname(path);
      const names = folders.get(folder) ?? new Map<string, string>();
      folders.set(folder, names.set(key(posix.basename(path)), `${store.root}/${path}`));
    }
    return folders;
  };
  let listed: ReturnType<typeof list> | undefined;
  return async (folder) => {
    listed ??= list();
    return (await listed).get(folder) ?? new Map<string, string>();
  };
}

function key(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
