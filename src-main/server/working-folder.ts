import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeWorkingFolder } from '../imaging/working-folder';

/** A folder for uploads and for results to download; removed when the server ends. */
export interface WorkingFolder {
  readonly path: string;
  /** Returns a new path for a file of this name; folders in the name are dropped. */
  place(name: string): Promise<string>;
  remove(): Promise<void>;
}

export async function openWorkingFolder(): Promise<WorkingFolder> {
  const folder = await makeWorkingFolder('served');
  return {
    path: folder,
    place: async (name) => {
      const inside = join(folder, randomBytes(8).toString('hex'));
      await mkdir(inside);
      return join(inside, plainName(name));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Turns a name into one that is valid on every system. */
export function plainName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const plain = last.replace(/[\u0000-\u001f<>:"|?*]/g, '_').slice(-200);
  return /^\.{0,2}$/.test(plain) ? 'file' : plain;
}
