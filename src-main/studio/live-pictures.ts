import type { PictureRef } from '../contract/window/basics';
import type { Pictures } from './pictures';

/** The part that a preview is. */
export const PREVIEW = 'preview';

/**
 * Pictures of what a document's jobs have so far. The window lays one over the other, so the latest of each part must
 * stay until the job's result is there, and the one before it until the latest has been fetched.
 */
export interface LivePictures {
  /** Takes a picture of the part called `part`; what is older than the one before it is dropped. */
  add(part: string, picture: PictureRef): Promise<void>;
  /** Drops all but those of `kept`. */
  clear(kept?: string): Promise<void>;
}

export function createLivePictures(pictures: Pictures): LivePictures {
  const parts = new Map<string, string[]>();
  return {
    add: async (part, { id }) => {
      const ids = [...(parts.get(part) ?? []), id];
      parts.set(part, ids.slice(-2));
      for (const old of ids.slice(0, -2)) await pictures.drop(old);
    },
    clear: async (kept) => {
      for (const [part, ids] of [...parts]) {
        if (part === kept) continue;
        parts.delete(part);
        for (const id of ids) await pictures.drop(id);
      }
    },
  };
}
