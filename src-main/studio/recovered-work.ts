import { tilePath } from '../contract/window/basics';
import type { ProgramInfo } from '../contract/window/program';
import type { Engine } from '../jobs/engine';
import type { ProgramRuns, Recovered } from './program-runs';
import type { EncodedTile } from './studio';

const PREFIX = 'recovered-';
/** Longest side of a small picture: sharp on a dense screen at 96. */
const SIDE = 192;

/** Unsaved work for the window. */
export function describeRecovered(recovered: readonly Recovered[]): ProgramInfo['recovered'] {
  const photos = recovered.map(({ kept: { path, page, crops } }) => JSON.stringify([path, page, crops]));
  return recovered.map(({ id, kept }, at) => ({
    id,
    name: kept.name,
    saved: kept.saved,
    photo: photos.indexOf(photos[at] ?? ''),
    picture: tilePath(`${PREFIX}${id}`, 0, 0, 0),
  }));
}

/** Small pictures of the photos of unsaved work, made at the first request. */
export interface RecoveredPictures {
  isOne(picture: string): boolean;
  /** Undefined for other pictures, and for photos that can't be read any more. */
  readTile(picture: string): Promise<EncodedTile | undefined> | undefined;
}

export function createRecoveredPictures({ imaging }: Engine, runs: ProgramRuns): RecoveredPictures {
  const made = new Map<string, Promise<EncodedTile | undefined>>();
  const make = async (path: string): Promise<EncodedTile | undefined> => {
    try {
      const { bytes } = await imaging.request('thumbnail', { path, side: SIDE });
      return { type: 'image/jpeg', bytes };
    } catch {
      // Opening the photo reports why it can't be read.
      return undefined;
    }
  };
  return {
    isOne: (picture) => picture.startsWith(PREFIX),
    readTile: (picture) => {
      const found = picture.startsWith(PREFIX) ? runs.find(picture.slice(PREFIX.length)) : undefined;
      if (!found) return undefined;
      const tile = made.get(picture) ?? make(found.kept.path);
      made.set(picture, tile);
      return tile;
    },
  };
}
