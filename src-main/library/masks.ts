import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** Finds a photo's mask in a folder of masks. */
export type MaskFor = (photo: string) => Promise<string | undefined>;

const EXTENSIONS = ['.png', '.tif', '.tiff', '.webp', '.jpg', '.jpeg'];

/**
 * Masks by name: that of `trip/a.jpg` is `trip/a.png` (or another picture's extension) in the folder of masks, or
 * `a-mask.png`; one for `a.jpg` alone, where there is an `a.tif` too, is `a.jpg.png`. Case and the composing of accents
 * don't matter.
 */
export function masksIn(root: string): MaskFor {
  const folders = new Map<string, Promise<Map<string, string>>>();
  const namesIn = (folder: string) => {
    const known = folders.get(folder) ?? list(join(root, folder));
    folders.set(folder, known);
    return known;
  };
  return async (photo) => {
    const folder = posix.dirname(photo);
    const name = posix.basename(photo);
    const stem = posix.basename(photo, posix.extname(photo));
    const names = await namesIn(folder);
    for (const base of [name, stem, `${stem}-mask`]) {
      for (const extension of EXTENSIONS) {
        const found = names.get(key(base + extension));
        if (found !== undefined) return join(root, folder, found);
      }
    }
    return undefined;
  };
}

async function list(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch(() => []);
  return new Map(names.map((name) => [key(name), name]));
}

function key(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
