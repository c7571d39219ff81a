import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badRequest } from '../contract/errors';
import { formatOf, isRaw } from '../contract/photo-files';
import { type Said, said } from '../contract/said';
import { selection } from './patterns';

/** A file that may be a photo. */
export interface FoundPhoto {
  /** Relative to the folder, with `/`, spelt exactly as in the file system. */
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
}

/** A file or folder that is left out, and why. */
export interface LeftOut {
  readonly path: string;
  readonly reason: Said;
}

export interface Scan {
  /** In the order of their paths. */
  readonly photos: readonly FoundPhoto[];
  readonly leftOut: readonly LeftOut[];
  /** Number of files whose name isn't that of a photo. */
  readonly otherFiles: number;
}

export interface ScanOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Real paths of inner folders that aren't searched: those of results and masks. */
  readonly notInto: readonly string[];
}

/** The kind of a file by its name; undefined if it is no picture. */
export function kindOf(name: string): 'photo' | 'raw' | undefined {
  const extension = extname(name);
  if (formatOf(extension)) return 'photo';
  return isRaw(extension) ? 'raw' : undefined;
}

/** Number of files whose status is read at once; network drives answer slowly, but many requests at once. */
const AT_ONCE = 32;

/**
 * Finds photos by their names in a folder and all folders inside it. Links aren't followed, and hidden files are
 * ignored. Unreadable folders are listed in `leftOut`. Throws a PlainError (bad request) if the folder itself can't be
 * read.
 */
export async function scanFolder(root: string, options: ScanOptions, signal?: AbortSignal): Promise<Scan> {
  const wanted = selection(options.include, options.exclude);
  const names: string[] = [];
  const leftOut: LeftOut[] = [];
  let otherFiles = 0;
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal?.throwIfAborted();
    for (const entry of await list(root, folder, leftOut)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) {
        if (!(await isOneOf(join(root, path), options.notInto))) folders.push(path);
      } else if (!wanted(path)) continue;
      else if (entry.isSymbolicLink()) leftOut.push({ path, reason: said('link') });
      else if (!entry.isFile()) leftOut.push({ path, reason: said('noFile') });
      else if (kindOf(path) === 'photo') names.push(path);
      else if (kindOf(path) === 'raw') leftOut.push({ path, reason: said('raw') });
      else otherFiles++;
    }
  }
  const photos = await measure(root, names.sort(), leftOut, signal);
  return { photos, leftOut, otherFiles };
}

/** Throws a PlainError (bad request) if the folder can't be read. */
export async function requireFolder(root: string): Promise<void> {
  await list(root, '', []);
}

async function list(root: string, folder: string, leftOut: LeftOut[]): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw badRequest(said('folderUnreadable', { folder: root }), error);
    leftOut.push({ path: folder, reason: said('closedFolder') });
    return [];
  }
}

async function isOneOf(folder: string, others: readonly string[]): Promise<boolean> {
  if (others.length === 0) return false;
  const real = await realpath(folder).catch(() => folder);
  return others.includes(real);
}

async function measure(
  root: string,
  names: readonly string[],
  leftOut: LeftOut[],
  signal: AbortSignal | undefined,
): Promise<FoundPhoto[]> {
  const photos: FoundPhoto[] = [];
  for (let start = 0; start < names.length; start += AT_ONCE) {
    signal?.throwIfAborted();
    const some = names.slice(start, start + AT_ONCE);
    const stats = await Promise.all(some.map((path) => stat(join(root, path)).catch(() => undefined)));
    for (const [i, path] of some.entries()) {
      const found = stats[i];
      if (found) photos.push({ path, bytes: found.size, modified: Math.round(found.mtimeMs) });
      else leftOut.push({ path, reason: said('gone') });
    }
  }
  return photos;
}
