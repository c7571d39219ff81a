import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { FileRef } from '../contract/window/basics';
import { newId } from './ids';

/** Files that the window may speak of, by opaque ids: it never sees or sends a path. */
export interface Files {
  /**
   * The same path has the same id for as long as the studio is open. `folder` is what people read as its folder:
   * empty for a file that has none of its own to tell.
   */
  admit(path: string, folder?: string): FileRef;
  /** Keeps bytes without a path under `folder` as a file of their own. */
  admitBytes(name: string, bytes: Uint8Array): Promise<FileRef>;
  pathOf(file: string): string | undefined;
  /** Throws a PlainError for an id that was never given out. */
  path(file: string): string;
  /** Whether the file came as bytes: it has no place of its own. */
  isUpload(path: string): boolean;
  /** Whether the file is the person's own, to be found again at its place after the program has ended. */
  isLasting(path: string): boolean;
}

/** `uploads` is created when it is first needed; `passing` is the host's folder of what comes and goes. */
export function createFiles(uploads: string, passing: string | null): Files {
  const refs = new Map<string, FileRef>();
  const paths = new Map<string, string>();
  const admit = (given: string, folder?: string): FileRef => {
    const path = resolve(given);
    const known = refs.get(path);
    if (known) return known;
    const ref = { id: newId(), name: basename(path), folder: folder ?? readable(dirname(path)) };
    refs.set(path, ref);
    paths.set(ref.id, path);
    return ref;
  };
  const isUpload = (path: string) => isWithin(uploads, path);
  return {
    admit: (path, folder) => admit(path, folder ?? (isUpload(path) ? '' : undefined)),
    admitBytes: async (name, bytes) => {
      const folder = join(uploads, newId());
      await mkdir(folder, { recursive: true });
      const path = join(folder, safeName(name));
      await writeFile(path, bytes);
      return admit(path, '');
    },
    pathOf: (file) => paths.get(file),
    path: (file) => {
      const path = paths.get(file);
      if (path === undefined) throw badRequest(said('fileUnknown'));
      return path;
    },
    isUpload,
    isLasting: (path) => !isUpload(path) && (passing === null || !isWithin(passing, path)),
  };
}

function isWithin(folder: string, path: string): boolean {
  return resolve(path).startsWith(join(resolve(folder), sep));
}

/** The folder with the home folder shortened. */
function readable(folder: string): string {
  const home = homedir();
  if (folder === home) return '~';
  return folder.startsWith(join(home, '/')) ? join('~', folder.slice(home.length)) : folder;
}

const MAX_NAME = 120;

/** A name from elsewhere made safe for any file system: no folders, no control characters, not too long. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  const plain = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  return plain.slice(-MAX_NAME) || 'picture';
}
