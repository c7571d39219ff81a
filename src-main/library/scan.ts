import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badRequest } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { selection } from './patterns';

/** A file that may be a photo. */
export interface FoundPhoto {
  /** Relative to the folder, with `/`, exactly as the file system spells it. */
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
}

/** Something that is left out, and why. */
export interface LeftOut {
  readonly path: string;
  readonly reason: Said;
}

export interface Scan {
  /** In the order of their paths. */
  readonly photos: readonly FoundPhoto[];
  readonly leftOut: readonly LeftOut[];
  /** Files that no name says to be photos. */
  readonly otherFiles: number;
}

export interface ScanOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Real paths of folders inside that aren't searched: where the results go, where the masks are. */
  readonly notInto: readonly string[];
}

const PHOTOS = new Set(
  ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'tif', 'tiff', 'webp', 'avif', 'heic', 'heif', 'hif'].map(
    (name) => `.${name}`,
  ),
);
const RAW = new Set(
  ['cr2', 'cr3', 'nef', 'arw', 'raf', 'orf', 'rw2', 'dng', 'pef', 'srw'].map((name) => `.${name}`),
);
/** What a name says a file is; undefined for what is no picture. */
export function kindOf(name: string): 'photo' | 'raw' | undefined {
  const extension = extname(name).toLowerCase();
  if (PHOTOS.has(extension)) return 'photo';
  return RAW.has(extension) ? 'raw' : undefined;
}

/** Files asked about at a time: network drives answer slowly, and many at once. */
const AT_ONCE = 32;

/**
 * Looks for photos by their names in a folder and all folders in it. Links are not followed, hidden files not looked
 * at; what can't be read is told. Throws a PlainError (bad request) where the folder itself can't be read.
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

/** Throws a PlainError (bad request) where the folder can't be read. */
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
