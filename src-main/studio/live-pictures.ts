import type { PictureRef } from '../contract/window/basics';
import type { Pictures } from './pictures';

/**
 * Pictures of what a document's jobs have so far. The window lays one over the other, so the latest of each part must
 * stay until the job's result is there, and the one before it until the latest has been fetched.
 */
export interface LivePictures {
  /** Takes a picture of the part called `part`; what is older than the one before it is dropped. */
  add(part: string, picture: PictureRef): Promise<void>;
  /** Drops them all. */
  clear(): Promise<void>;
}

export function createLivePictures(pictures: Pictures): LivePictures {
  const parts = new Map<string, string[]>();
  return {
    add: async (part, { id }) => {
      const ids = [...(parts.get(part) ?? []), id];
      parts.set(part, ids.slice(-2));
      for (const old of ids.slice(0, -2)) await pictures.drop(old);
    },
    clear: async () => {
      const ids = [...parts.values()].flat();
      parts.clear();
      for (const id of ids) await pictures.drop(id);
    },
  };
}
