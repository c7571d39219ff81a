import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../contract/schema';
import { rectangle } from '../contract/window/basics';
import { lookSchema } from '../contract/window/results';
import { writeFileAtomically } from './atomic-file';

/** A part of a photo, turned clockwise about its middle, in degrees. */
export const cropSchema = z.object({ area: rectangle, angle: z.number() });
export type Crop = z.output<typeof cropSchema>;

/** What has to be known of an open document to open it again after a crash; its mask lies beside it. */
export const keptSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  /** The file that the pixels come from, and what was cut out of it, in order. */
  path: z.string(),
  page: z.int().min(0),
  crops: z.array(cropSchema),
  /** Null where the photo has no file of its own: a paste, a part of another photo. */
  file: z.string().nullable(),
  /** The project's file where there is one. */
  project: z.string().nullable(),
  repairs: z.unknown(),
  /** How results are shown that a project may hold, by their keys (chosen-looks.ts). */
  looks: z.record(z.string(), lookSchema).default({}),
  /** Something was done to it that no project holds. */
  unsaved: z.boolean(),
  /** What was done has come to photos that were saved: worth keeping through a crash, but not once it is closed. */
  exported: z.boolean().default(false),
  /** When that was, ISO 8601. */
  saved: z.string(),
});
export type Kept = z.output<typeof keptSchema>;

/** The record of an open document in the data folder. */
export interface KeptDocument {
  readonly folder: string;
  readonly maskFolder: string;
  readonly kept: Kept;
  /** Changes the record; resolves once it is on disk. */
  change(changes: Partial<Kept>): Promise<void>;
  /** Says that there is something to lose; cheap where that is known already. */
  touch(): Promise<void>;
  remove(): Promise<void>;
}

const FILE = 'document.json';

/** Begins a record in a folder of its own. */
export function keepDocument(folder: string, first: Kept): KeptDocument {
  let kept = first;
  let writing: Promise<void> = Promise.resolve();
  let removed = false;
  const change = (changes: Partial<Kept>) => {
    kept = { ...kept, ...changes };
    writing = writing
      .catch(() => {})
      .then(async () => {
        if (!removed) await writeFileAtomically(join(folder, FILE), JSON.stringify(kept, null, 2));
      });
    return writing;
  };
  return {
    folder,
    maskFolder: join(folder, 'mask'),
    get kept() {
      return kept;
    },
    change,
    touch: async () => {
      if (kept.unsaved && !kept.exported) return;
      await change({ unsaved: true, exported: false, saved: new Date().toISOString() });
    },
    remove: async () => {
      removed = true;
      await writing.catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The record in a folder; undefined where there is none that can be understood. */
export async function readKept(folder: string): Promise<Kept | undefined> {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(await readFile(join(folder, FILE), 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
