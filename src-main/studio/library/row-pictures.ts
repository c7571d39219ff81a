import { access } from 'node:fs/promises';
import type { PictureRef } from '../../contract/window/basics';
import type { Pictures } from '../pictures';

/** The pictures of a row. */
export interface SeenRow {
  readonly before: PictureRef;
  readonly after: PictureRef | null;
}

export interface RowPictures {
  /** `key` names the row and its result; pictures with the same key are created only once. */
  show(key: string, photo: string, result: string | undefined): Promise<SeenRow>;
  clear(): Promise<void>;
}

/** Number of kept rows: the shown one, the next and the previous, and one more. */
const KEPT = 4;

export function createRowPictures(pictures: Pictures): RowPictures {
  // The first one is the least recently shown.
  const kept = new Map<string, Promise<SeenRow>>();
  const drop = async (seen: Promise<SeenRow>) => {
    const made = await seen.catch(() => undefined);
    if (!made) return;
    await pictures.drop(made.before.id);
    if (made.after) await pictures.drop(made.after.id);
  };
  return {
    show: async (key, photo, result) => {
      const made = kept.get(key) ?? make(pictures, photo, result);
      kept.delete(key);
      kept.set(key, made);
      for (const [old, seen] of [...kept].slice(0, -KEPT)) {
        kept.delete(old);
        void drop(seen);
      }
      try {
        return await made;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
    clear: async () => {
      const all = [...kept.values()];
      kept.clear();
      for (const seen of all) await drop(seen);
    },
  };
}

async function make(pictures: Pictures, photo: string, result: string | undefined): Promise<SeenRow> {
  const before = await pictures.showFile(photo);
  try {
    const isThere = result !== undefined && (await exists(result));
    return { before, after: isThere ? await pictures.showFile(result) : null };
  } catch (error) {
    await pictures.drop(before.id);
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
