import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { uniforms } from '../analysis/support';
import { photoBytes } from './support';
import { BROKEN } from './tree';

/** How many files of a large tree are photos, and how many are named so and aren't. */
export interface ManyPhotos {
  readonly good: number;
  readonly broken: number;
}

const FORMATS = ['jpg', 'png', 'tif', 'webp', 'jpeg'];

/** Names of every kind: plain, composed and decomposed accents, emoji, spaces, 200 characters, upper case. */
const STEMS: readonly ((i: number) => string)[] = [
  (i) => `IMG_${i}`,
  (i) => `caf\u00e9 ${i}`,
  (i) => `cafe\u0301 ${i}`,
  (i) => `\u{1F305}\u{1F3D6} ${i}`,
  (i) => `my photo of ${i}`,
  (i) => `${'long'.repeat(48)}${i}`,
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
  let broken = 0;
  const good = new Set<string>();
  for (let i = 0; i < count; i++) {
    const like = i % 10 === 9 ? i - 7 : i;
    const folder = join(root, `${like % 9}`, `set ${like % 40}`);
    const stem = STEMS[like % STEMS.length](like);
    const format = FORMATS[Math.floor(random() * FORMATS.length)];
    let path = join(folder, `${stem}.${format}`);
    let bytes: Uint8Array | undefined = few.get(format)?.[i % 3];
    if (i % 100 === 50) {
      const [name, make] = kinds[broken++ % kinds.length];
      path = join(folder, `${i} ${name.split('/').at(-1)}`);
      bytes = await make(jpeg);
    } else good.add(path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes ?? new Uint8Array(0));
  }
  return { good: good.size, broken };
}
