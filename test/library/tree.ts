import { link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { writePhoto } from './support';

/** What a tree of photos holds, by relative path. */
export interface Tree {
  readonly good: readonly string[];
  readonly broken: readonly string[];
  /** Files that aren't photos, and links. */
  readonly others: readonly string[];
}

const LONG = 'n'.repeat(196);
export const GOOD = [
  'a/one.jpg',
  'a/one.png',
  'a/one.tif',
  'a/Two words.jpeg',
  // Composed and decomposed: two files on most file systems of Linux.
  'b/caf\u00e9.jpg',
  'b/cafe\u0301.jpg',
  'b/\u{1F305} sunrise.png',
  `b/${LONG}.jpg`,
  'c/d/e/deep.webp',
  'c/UPPER.JPG',
];

/** Files of ten kinds that are named as photos and aren't. */
export const BROKEN: Readonly<Record<string, (good: Buffer) => Uint8Array | Promise<Uint8Array>>> = {
  'broken/empty.jpg': () => new Uint8Array(0),
  'broken/text.jpg': () => Buffer.from('This is no photo.\n'),
  'broken/truncated.jpg': (good) => good.subarray(0, good.length / 2),
  'broken/header only.jpg': (good) => good.subarray(0, 20),
  'broken/zeros.png': () => new Uint8Array(5000),
  'broken/damaged.png': async () => {
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    return Buffer.concat([png.subarray(0, 45), Buffer.alloc(40, 7), png.subarray(85)]);
  },
  'broken/not a tiff.tif': () => Buffer.from('II*\0\xff\xff\xff\xff', 'latin1'),
  'broken/half.webp': () => Buffer.from('RIFF\x40\0\0\0WEBPVP8 ', 'latin1'),
  'broken/page.jpg': () => Buffer.from('<!DOCTYPE html><html><body>404</body></html>'),
  'broken/archive.png': () => Buffer.from('PK\x03\x04 and so on', 'latin1'),
};

/** Makes a tree with names of all kinds, ten kinds of broken files, and things that aren't photos. */
export async function makeTree(root: string): Promise<Tree> {
  for (const [i, name] of GOOD.entries()) await writePhoto(join(root, name), i + 1);
  const good = await readFile(join(root, 'a/one.jpg'));
  await mkdir(join(root, 'broken'), { recursive: true });
  for (const [name, make] of Object.entries(BROKEN)) await writeFile(join(root, name), await make(good));
  await writeFile(join(root, 'notes.txt'), 'not a photo');
  await writeFile(join(root, 'a/._one.jpg'), 'hidden');
  await writeFile(join(root, 'a/raw.NEF'), 'raw');
  await symlink(join(root, 'a/one.jpg'), join(root, 'a/linked.jpg'));
  await symlink(root, join(root, 'c/loop'));
  await link(join(root, 'a/one.jpg'), join(root, 'c/same file.jpg'));
  return {
    good: [...GOOD, 'c/same file.jpg'],
    broken: Object.keys(BROKEN),
    others: ['a/raw.NEF', 'a/linked.jpg', 'c/loop'],
  };
}
