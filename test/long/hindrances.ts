import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { photoBytes, writePhoto } from '../library/support';

/** A folder and files without read permission, and how a batch reports them. */
const CLOSED = {
  folder: 'closed folder',
  file: 'closed.jpg',
  /** Photos whose results' folder may not be written to. */
  target: 'to a read-only place',
} as const;
const LAST = { vanishing: 'z/vanishes.jpg', changing: 'z/changes.jpg' } as const;

/** A photo that is among the first, and a file of another's that has the name of its result already. */
export interface InTheWay {
  readonly path: string;
  readonly words: string;
}

/**
 * What comes in the way of a batch over a large tree: folders and files closed by permissions, read-only photos, a
 * photo that vanishes and one that changes while it runs, and a file that is where a result would be.
 */
export class Hindrances {
  readonly #photos: string;
  readonly #permissions: boolean;

  /** Without `permissions`, which don't bind root, nothing is closed. */
  constructor(photos: string, permissions: boolean) {
    this.#photos = photos;
    this.#permissions = permissions;
  }

  /** Photos that fail: one is closed, the results of three may not be written. */
  get failed(): number {
    return this.#permissions ? 4 : 0;
  }

  /** The photo that vanishes, and the closed folder as a whole. */
  get skipped(): number {
    return this.#permissions ? 2 : 1;
  }

  /** Photos that are restored beside those of the tree. */
  get done(): number {
    return 1;
  }

  /** Files beside those of the tree. */
  get files(): number {
    return 2 + (this.#permissions ? 6 : 0);
  }

  async make(): Promise<void> {
    await this.makeLast();
    if (!this.#permissions) return;
    for (const i of [0, 1]) await writePhoto(join(this.#photos, CLOSED.folder, `${i}.jpg`), i);
    await writePhoto(join(this.#photos, CLOSED.file), 1);
    for (const i of [0, 1, 2]) await writePhoto(join(this.#photos, CLOSED.target, `${i}.png`), i);
  }

  /** The photos that vanish and change come last: they do so long before their turn. */
  async makeLast(): Promise<void> {
    for (const path of Object.values(LAST)) await writePhoto(join(this.#photos, path), 7);
  }

  /** While the batch runs. */
  async meddle(): Promise<void> {
    await rm(join(this.#photos, LAST.vanishing));
    await writeFile(join(this.#photos, LAST.changing), await photoBytes('a.jpg', 8, 64, 56));
  }

  /** The state of the photos after `meddle`, by their state before. */
  async after(before: ReadonlyMap<string, string>, hash: (bytes: Uint8Array) => string) {
    const expected = new Map(before);
    expected.delete(LAST.vanishing);
    expected.set(LAST.changing, hash(await photoBytes('a.jpg', 8, 64, 56)));
    return expected;
  }

  /** Closes what is closed, and makes a folder of photos read-only; `results` gets a folder that may not be written. */
  async shut(readOnly: string, results: string): Promise<void> {
    if (!this.#permissions) return;
    await mkdir(join(results, CLOSED.target), { recursive: true });
    await this.#setModes(readOnly, results, { closed: 0o000, readOnly: 0o555 });
  }

  /** Opens them again, since otherwise only root could read or remove them. */
  async open(readOnly: string, results: string): Promise<void> {
    if (this.#permissions) await this.#setModes(readOnly, results, { closed: 0o755, readOnly: 0o755 });
  }

  async #setModes(
    folder: string,
    results: string,
    modes: { closed: number; readOnly: number },
  ): Promise<void> {
    for (const name of [CLOSED.folder, CLOSED.file]) await chmod(join(this.#photos, name), modes.closed);
    await chmod(join(this.#photos, folder), modes.readOnly);
    await chmod(join(results, CLOSED.target), modes.readOnly);
  }
}

/** Puts a file that isn't the batch's where a photo's result would be. */
export async function putInTheWay(results: string, photo: string): Promise<InTheWay> {
  const path = join(results, photo.replace(/\.\w+$/, '.png'));
  const words = 'was here before';
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, words);
  return { path, words };
}

/** Whether the file is as it was. */
export async function isUntouched({ path, words }: InTheWay): Promise<boolean> {
  return (await readFile(path, 'utf8')) === words;
}
