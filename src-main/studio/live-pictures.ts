import type { PictureRef } from '../contract/window/basics';
import type { Pictures } from './pictures';

/** The part name of a preview. */
export const PREVIEW = 'preview';

/**
 * Intermediate pictures of a document's jobs. The window shows them over each other, so the latest picture of each part
 * must be kept until the job's result exists, and the previous one until the latest has been fetched.
 */
export interface LivePictures {
  /** Adds a picture of a part; pictures older than the previous one are dropped. */
  add(part: string, picture: PictureRef): Promise<void>;
  /** Drops all pictures except those of `kept`. */
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
