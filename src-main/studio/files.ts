import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import {
  type FileRef,
  type Place,
  type ReadId,
  type ResultFolder,
  type ResultFolderId,
  readId,
  resultFolderId,
  type SourceFolder,
  type SourceFolderId,
  sourceFolderId,
  type WriteId,
  writeId,
} from '../contract/window/basics';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../imaging/private-files';
import { notKept } from './atomic-file';
import { newId } from './ids';

/** Files and folders that the window may name by opaque ids; it never gets or sends a path. */
export interface Files {
  /**
   * Admits a file for reading. A path has the same id as long as the studio is open. `folder` is displayed as its folder;
   * empty if there is none to show.
   */
  admit(path: string, folder?: string): FileRef;
  /** Keeps bytes without a path as a file. Throws a PlainError if it can't be written. */
  admitBytes(name: string, bytes: Uint8Array): Promise<FileRef>;
  /** A new path, in a new folder of its own, for a file that a browser uploads or will fetch; folders in `name` are dropped. */
  placeUpload(name: string): Promise<string>;
  /** Throws a PlainError for an id that was never given out for reading. */
  path(file: ReadId): string;
  /** The path of a file at such a place, which a browser may fetch; undefined for any other id. */
  downloadOf(file: string): string | undefined;
  /** A place from a dialog that may be written once. */
  target(path: string): Place & { id: WriteId };
  /** The path of such a place, whose id becomes invalid. Throws a PlainError for any other id. */
  takeTarget(target: WriteId): string;
  /** Folders from a dialog of the system, each for one purpose; the same path has the same id. */
  sourceFolder(path: string): SourceFolder;
  resultFolder(path: string): ResultFolder;
  /** Both throw a PlainError for an id that was never given out for that purpose. */
  sourcePath(folder: SourceFolderId): string;
  resultPath(folder: ResultFolderId): string;
  /** Whether the file was uploaded or pasted, or made for a browser, and so has no place of its own. */
  isUpload(path: string): boolean;
}

/** `uploads` is the folder of files without a place of their own, created when it is first needed. */
export function createFiles(uploads: string): Files {
  const readable = createRegister(readId);
  const sources = createRegister(sourceFolderId);
  const results = createRegister(resultFolderId);
  const targets = new Map<WriteId, string>();
  const isUpload = (path: string) => isWithin(uploads, path);
  const admit = (path: string, folder?: string) => readable.give(path, isUpload(path) ? '' : folder);
  const placeUpload = async (name: string) => {
    const path = join(uploads, newId(), plainName(name));
    try {
      await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    } catch (error) {
      throw notKept(path, error);
    }
    return path;
  };
  return {
    admit,
    placeUpload,
    admitBytes: async (name, bytes) => {
      const path = await placeUpload(name);
      try {
        await writeFile(path, bytes, { mode: PRIVATE_FILE });
      } catch (error) {
        throw notKept(path, error);
      }
      return admit(path);
    },
    path: (file) => known(readable.pathOf(file)),
    downloadOf: (file) => {
      const path = readable.pathOf(file);
      return path !== undefined && isUpload(path) ? path : undefined;
    },
    target: (given) => {
      const path = resolve(given);
      const id = writeId.parse(newId());
      targets.set(id, path);
      return { id, ...placeOf(path) };
    },
    takeTarget: (target) => {
      const path = known(targets.get(target));
      targets.delete(target);
      return path;
    },
    sourceFolder: (path) => sources.give(path),
    resultFolder: (path) => results.give(path),
    sourcePath: (folder) => known(sources.pathOf(folder)),
    resultPath: (folder) => known(results.pathOf(folder)),
    isUpload,
  };
}

/** Paths of one kind by id, and ids by path. */
function createRegister<Id extends z.ZodType<string, string>>(id: Id) {
  const refs = new Map<string, Place & { id: z.output<Id> }>();
  const paths = new Map<string, string>();
  return {
    give: (given: string, folder?: string) => {
      const path = resolve(given);
      const made = refs.get(path) ?? { id: id.parse(newId()), ...placeOf(path, folder) };
      refs.set(path, made);
      paths.set(made.id, path);
      return made;
    },
    pathOf: (asked: string) => paths.get(asked),
  };
}

function known(path: string | undefined): string {
  if (path === undefined) throw badRequest(said('fileUnknown'));
  return path;
}

/** The displayed description of a path. */
export function placeOf(path: string, folder?: string): Place {
  return { name: basename(path), folder: folder ?? readableFolder(dirname(path)) };
}

/** Whether a path lies in a folder, at any depth. */
export function isWithin(folder: string, path: string): boolean {
  return resolve(path).startsWith(join(resolve(folder), sep));
}

/** The folder with the home folder shortened. */
function readableFolder(folder: string): string {
  const home = homedir();
  if (folder === home) return '~';
  return folder.startsWith(join(home, '/')) ? join('~', folder.slice(home.length)) : folder;
}

const MAX_NAME = 200;

/** Makes a foreign name safe for any file system: no folders, no control characters, not too long. */
export function plainName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  const plain = last.replace(/[\u0000-\u001f<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  return plain.slice(-MAX_NAME) || 'file';
}
