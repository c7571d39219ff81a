import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { PlainError } from '../../contract/errors';
import type { EncodedTile } from '../studio';
import { createTileCache } from '../tile-cache';
import type { LibraryEngine } from './engine';
import { latestFirst } from './latest-first';
import { createThumbnailFiles } from './thumbnail-files';

/** Largest side in pixels: sharp on a dense screen in a grid of 160. */
const SIDE = 320;
const MEMORY_BYTES = 32 * 2 ** 20;
const DISK_BYTES = 768 * 2 ** 20;
/** Two of the process's four threads, so that a photo under review isn't delayed. */
const AT_ONCE = 2;
const MOST_WAITING = 400;

export interface Thumbnails {
  /** The first of these files that can be shown; undefined if none can, or if newer requests displaced this one. */
  read(paths: readonly string[]): Promise<EncodedTile | undefined>;
}

/** Thumbnails of files, kept in `folder` by the file's path, size and time. */
export function createThumbnails(engine: LibraryEngine, folder: string): Thumbnails {
  const memory = createTileCache(MEMORY_BYTES);
  const files = createThumbnailFiles(folder, DISK_BYTES);
  const turns = latestFirst(AT_ONCE, MOST_WAITING);
  const underWay = new Map<string, Promise<EncodedTile | undefined>>();

  const make = async (path: string, key: string): Promise<EncodedTile | undefined> => {
    const { imaging } = await engine.get();
    const { bytes } = await imaging.request('thumbnail', { path, side: SIDE });
    await files.write(key, bytes);
    return { type: 'image/jpeg', bytes };
  };
  const readOne = async (path: string): Promise<EncodedTile | undefined> => {
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    const key = createHash('sha256').update(`${path}\n${found.size}\n${found.mtimeMs}`).digest('hex');
    const kept = memory.get(key);
    if (kept) return kept;
    const onDisk = await files.read(key);
    const made = underWay.get(key);
    if (made) return made;
    const tile = onDisk
      ? Promise.resolve<EncodedTile>({ type: 'image/jpeg', bytes: onDisk })
      : turns.run(() => make(path, key));
    underWay.set(
      key,
      tile.catch(() => undefined).finally(() => underWay.delete(key)),
    );
    const done = await tile;
    if (done) memory.add(key, done);
    return done;
  };

  return {
    read: async (paths) => {
      for (const path of paths) {
        try {
          const tile = await readOne(path);
          if (tile) return tile;
        } catch (error) {
          // A damaged file has no thumbnail; the batch reports its error.
          if (!(error instanceof PlainError)) throw error;
        }
      }
      return undefined;
    },
  };
}
