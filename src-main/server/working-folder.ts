import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Where uploads and results wait that a browser sends or fetches; gone when the server ends. */
export interface WorkingFolder {
  readonly path: string;
  /** A fresh path for a file of this name; whatever the name says of folders is dropped. */
  place(name: string): Promise<string>;
  remove(): Promise<void>;
}

export async function openWorkingFolder(): Promise<WorkingFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-served-'));
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

/** A name that is a file's on every system. */
function plainName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const plain = last.replace(/[\u0000-\u001f<>:"|?*]/g, '_').slice(-200);
  return /^\.{0,2}$/.test(plain) ? 'file' : plain;
}
