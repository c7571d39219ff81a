import { open, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ExifTool } from 'exiftool-vendored';
import type { ResultFormat } from '../contract/photo-files';
import { withExifTool } from './exiftool';
import { readAll } from './vips-file';
import { inWorkingFolder } from './working-folder';

/** The ExifTool argument that sets a tag to a number if the source file has that tag. */
export function states(tag: string, value: number): string {
  return `-${tag}<\${${tag};$_=${value}}`;
}

/** Sets tags of a file through ExifTool arguments. Throws what ExifTool reports. */
export async function writeTags(
  target: string,
  format: ResultFormat,
  tags: readonly string[],
): Promise<void> {
  await runExifTool(target, target, () => [...(format === 'png' ? ['-fast'] : []), ...tags]);
}

/** Runs ExifTool on `target` with arguments that may name `source`. Throws what ExifTool reports. */
export async function runExifTool(
  source: string,
  target: string,
  argumentsFor: (source: string) => readonly string[],
): Promise<void> {
  const before = await endsOf(target);
  await withPlainNames(source, target, async (from, to) => {
    const writing = (exiftool: ExifTool) =>
      exiftool.write(
        to,
        // At least one tag must be set, or exiftool-vendored adds one of its own that renames files.
        { ThumbnailImage: null },
        { ignoreMinorErrors: true, writeArgs: ['-overwrite_original', '-n', ...argumentsFor(from)] },
      );
    const result = await withExifTool(writing, await timeFor(source, target));
    // If ExifTool can't read the source, it only warns; in some cases it doesn't even warn.
    const unread = result.warnings?.find((warning) => /error opening|file not found/i.test(warning));
    if (unread || result.updated + result.unchanged === 0) {
      throw new Error(unread ?? 'its metadata could not be written');
    }
  });
  const after = await endsOf(target);
  const isWhole = after.first === before.first && after.size >= before.size - SLACK;
  if (!isWhole || (before.first.startsWith(JPEG) && after.last !== before.last))
    throw new Error('its metadata took the place of the picture');
}

/** Bytes by which a file may shrink when its tags are rewritten. */
const SLACK = 65_536;
const JPEG = 'ffd8';

/**
 * The size of a file, its first bytes, which tags don't change, and its last bytes, which tags don't change in a JPEG.
 * If ExifTool can't read a file, it takes it for an empty one and writes a file with only the tags; if it can't read
 * the end of a JPEG, it silently leaves it out.
 */
async function endsOf(path: string): Promise<{ size: number; first: string; last: string }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const first = Buffer.alloc(Math.min(4, size));
    const last = Buffer.alloc(Math.min(64, size));
    await readAll(file, first, 0);
    await readAll(file, last, size - last.length);
    return { size, first: first.toString('hex'), last: last.toString('hex') };
  } finally {
    await file.close();
  }
}

/** ExifTool's time limit in milliseconds: half a minute plus the time of copying both files twice on a slow disk. */
export async function timeFor(source: string, target: string): Promise<number> {
  const bytes = (await stat(source)).size + (await stat(target)).size;
  return 30_000 + bytes / 5000;
}

/**
 * ExifTool reads its arguments line by line and expands % in the name of a source, and has no escape for either. A path
 * with such characters is passed as a symbolic link in the system's temporary folder.
 */
export async function withPlainNames<Result>(
  source: string,
  target: string,
  work: (source: string, target: string) => Promise<Result>,
): Promise<Result> {
  const from = resolve(source);
  const to = resolve(target);
  const oddSource = /[\r\n%]/.test(from);
  const oddFolder = /[\r\n]/.test(dirname(to));
  if (!oddSource && !oddFolder) return work(from, to);
  return inWorkingFolder('links', async (links) => {
    if (oddSource) await symlink(from, join(links, 'source'));
    if (oddFolder) await symlink(dirname(to), join(links, 'folder'), 'dir');
    return work(
      oddSource ? join(links, 'source') : from,
      oddFolder ? join(links, 'folder', basename(to)) : to,
    );
  });
}
