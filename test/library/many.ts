import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { uniforms } from '../analysis/support';
import { photoBytes } from './support';
import { BROKEN } from './tree';

/** Files of a large tree by their relative paths: photos, and files that are only named like photos. */
export interface ManyPhotos {
  readonly good: readonly string[];
  readonly broken: readonly string[];
  /** Which of the ten kinds of broken files the tree holds. */
  readonly brokenKinds: number;
}

const FORMATS = ['jpg', 'png', 'tif', 'webp', 'jpeg'];
/** Characters of a long name. */
const LONG = 200;

/** Names of every kind: plain, composed and decomposed accents, emoji, spaces, 200 characters, upper case. */
const STEMS: readonly ((i: number) => string)[] = [
  (i) => `IMG_${i}`,
  (i) => `caf\u00e9 ${i}`,
  (i) => `cafe\u0301 ${i}`,
  (i) => `\u{1F305}\u{1F3D6} ${i}`,
  (i) => `my photo of ${i}`,
  (i) => `${'long'.repeat(LONG).slice(0, LONG - 5 - String(i).length)}${i}`,
  (i) => `SCAN ${i}`,
];

/**
 * Makes `count` small files in folders in folders, one in a hundred broken in one of ten ways, the others pictures
 * made from a few; every tenth shares its stem with another of its folder.
 */
export async function makeManyPhotos(root: string, count: number): Promise<ManyPhotos> {
  const random = uniforms(1);
  const few = new Map<string, Buffer[]>();
  for (const format of FORMATS) {
    const made = [1, 2, 3].map((seed) => photoBytes(`a.${format}`, seed, 24 + 8 * seed, 40));
    few.set(format, await Promise.all(made));
  }
  const [jpeg] = few.get('jpg') ?? [];
  const kinds = Object.entries(BROKEN);
  const broken: string[] = [];
  const good = new Set<string>();
  for (let i = 0; i < count; i++) {
    const like = i % 10 === 9 ? i - 7 : i;
    const folder = `${like % 9}/set ${like % 40}`;
    const stem = STEMS[like % STEMS.length](like);
    const first = Math.floor(random() * FORMATS.length);
    // One of the same stem has another extension: none takes another's place.
    const free = [0, 1].map((next) => FORMATS[(first + next) % FORMATS.length]);
    const format = free.find((one) => !good.has(`${folder}/${stem}.${one}`)) ?? free[0];
    let path = `${folder}/${stem}.${format}`;
    let bytes: Uint8Array | undefined = few.get(format)?.[i % 3];
    if (i % 100 === 50) {
      const [name, make] = kinds[broken.length % kinds.length];
      path = `${folder}/${i} ${basename(name)}`;
      bytes = await make(jpeg);
      broken.push(path);
    } else good.add(path);
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes ?? new Uint8Array(0));
  }
  return { good: [...good], broken, brokenKinds: Math.min(broken.length, kinds.length) };
}

/** How many of the paths have names of such a kind. */
export function countNames(paths: readonly string[]) {
  const stemOf = (path: string) => path.slice(0, -extname(path).length);
  const stems = new Map<string, number>();
  for (const path of paths) stems.set(stemOf(path), (stems.get(stemOf(path)) ?? 0) + 1);
  const count = (has: (name: string) => boolean) => paths.filter((path) => has(basename(path))).length;
  return {
    sharedStem: paths.filter((path) => (stems.get(stemOf(path)) ?? 0) > 1).length,
    composed: count((name) => name.includes('caf\u00e9')),
    decomposed: count((name) => name.includes('cafe\u0301')),
    emoji: count((name) => /\p{Extended_Pictographic}/u.test(name)),
    spaces: count((name) => name.includes(' ')),
    long: count((name) => name.length >= LONG - 1),
  };
}
