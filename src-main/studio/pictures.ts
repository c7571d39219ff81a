import { constants } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { type PictureRef, PYRAMID_TILE, stampedPath } from '../contract/window/basics';
import type { PatchRequest } from '../imaging/patch';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from '../jobs/engine';
import { newId } from './ids';
import type { EncodedTile } from './studio';
import { createTileCache } from './tile-cache';

/** A picture that the window can show, by its id. */
export interface ShownPicture {
  readonly ref: PictureRef;
  /** Its samples in the file's own numbers; undefined for pictures that are only displayed. */
  readonly raw: RawPicture | undefined;
}

export interface Pictures {
  /** Makes a decoded picture displayable. The file `profileFrom` has its colour profile. */
  show(raw: RawPicture, profileFrom: string | null): Promise<PictureRef>;
  /** Like `show`, for a small short-lived picture; the raw file can be removed immediately. */
  showBriefly(raw: RawPicture, profileFrom: string | null): Promise<PictureRef>;
  /** Makes a file displayable without decoding it for work. */
  showFile(path: string): Promise<PictureRef>;
  /** Copies a picture with its display, to be patched; `raw` is a copy of its samples. */
  copy(id: string, raw: RawPicture): Promise<PictureRef>;
  /** Writes into a picture of `copy` in place, and returns its new reference and the imaging process's report. */
  patch(id: string, patch: Patch): Promise<{ readonly picture: PictureRef; readonly changed: number }>;
  /** Throws a PlainError if there is no such picture. */
  find(id: string): ShownPicture;
  /** Forgets a picture and removes its files. */
  drop(id: string): Promise<void>;
  /** Whether there is such a picture, or was. */
  knew(id: string): boolean;
  /** Undefined if there is no such picture or tile. */
  readTile(id: string, level: number, column: number, row: number): Promise<EncodedTile | undefined>;
}

/** What is written into a picture; see imaging/patch.ts. */
export type Patch = Omit<PatchRequest, 'target' | 'display'>;

interface Entry extends ShownPicture {
  readonly folder: string;
}

/** Number of dropped pictures that are remembered: the page may still ask for the last ones. */
const REMEMBERED = 4096;
const CACHE_BYTES = 96 * 2 ** 20;

/** @param folder must exist; each picture gets a folder in it */
export function createPictures(engine: Engine, folder: string): Pictures {
  const entries = new Map<string, Entry>();
  const cache = createTileCache(CACHE_BYTES);
  const underWay = new Map<string, Promise<EncodedTile>>();
  /** Ids of dropped pictures, oldest first. */
  const dropped = new Set<string>();

  let stamp = 0;

  const find = (id: string): Entry => {
    const entry = entries.get(id);
    if (!entry) throw badRequest(said('pictureClosed'));
    return entry;
  };

  const add = async (
    raw: RawPicture | undefined,
    make: (folder: string) => Promise<{ readonly picture: Omit<PictureRef, 'id'> }>,
  ): Promise<PictureRef> => {
    const id = newId();
    const own = join(folder, id);
    await mkdir(own, { recursive: true });
    try {
      const { width, height, levels } = (await make(own)).picture;
      const ref = { id, width, height, levels };
      entries.set(id, { ref, raw, folder: own });
      return ref;
    } catch (error) {
      await rm(own, { recursive: true, force: true });
      throw error;
    }
  };

  const cut = (entry: Entry, key: string, level: number, column: number, row: number) => {
    const known = underWay.get(key);
    if (known) return known;
    const cutting = engine.imaging
      .request('displayTile', { folder: entry.folder, level, column, row })
      .then((tile) => {
        if (entries.has(entry.ref.id)) cache.add(key, tile);
        return tile;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, cutting);
    return cutting;
  };

  return {
    show: (raw, profileFrom) =>
      add(raw, (own) => engine.imaging.request('makeDisplay', { source: { raw, profileFrom }, folder: own })),
    showBriefly: (raw, profileFrom) =>
      add(undefined, (own) => engine.imaging.request('liveDisplay', { raw, profileFrom, folder: own })),
    showFile: (path) =>
      add(undefined, (own) =>
        engine.imaging.request('makeDisplay', { source: { path, page: 0 }, folder: own }),
      ),
    copy: async (id, raw) => {
      const { folder, ref } = find(id);
      return add(raw, async (own) => {
        await cp(folder, own, { recursive: true, mode: constants.COPYFILE_FICLONE });
        return { picture: ref };
      });
    },
    patch: async (id, patch) => {
      const { raw, folder } = find(id);
      if (!raw) throw new RangeError('a picture without samples');
      const request = { ...patch, target: raw, display: folder };
      const { tiles, changed } = await engine.imaging.request('patchPicture', request);
      const entry = find(id);
      const stamps = { ...entry.ref.stamps };
      stamp++;
      for (const { level, column, row } of tiles) stamps[`${level}/${column}/${row}`] = stamp;
      const picture = { ...entry.ref, stamps };
      entries.set(id, { ...entry, ref: picture });
      return { picture, changed };
    },
    find,
    drop: async (id) => {
      const entry = entries.get(id);
      if (!entry) return;
      entries.delete(id);
      dropped.add(id);
      const [oldest] = dropped;
      if (oldest !== undefined && dropped.size > REMEMBERED) dropped.delete(oldest);
      cache.forget(`${id}/`);
      await rm(entry.folder, { recursive: true, force: true });
    },
    knew: (id) => entries.has(id) || dropped.has(id),
    readTile: async (id, level, column, row) => {
      const entry = entries.get(id);
      if (!entry || !hasTile(entry.ref, level, column, row)) return undefined;
      // A tile that is read while it is patched is cached under its previous stamp.
      const key = stampedPath(entry.ref, level, column, row);
      try {
        return cache.get(key) ?? (await cut(entry, key, level, column, row));
      } catch (error) {
        // Dropped meanwhile.
        if (!entries.has(id)) return undefined;
        throw error;
      }
    },
  };
}

function hasTile({ width, height, levels }: PictureRef, level: number, column: number, row: number): boolean {
  if (![level, column, row].every((value) => Number.isInteger(value) && value >= 0) || level >= levels) {
    return false;
  }
  return column * PYRAMID_TILE < width / 2 ** level && row * PYRAMID_TILE < height / 2 ** level;
}
