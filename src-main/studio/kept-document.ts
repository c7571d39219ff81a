import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rectangleSchema } from '../contract/geometry';
import { Mutex } from '../contract/mutex';
import { z } from '../contract/schema';
import { lookSchema } from '../contract/window/results';
import { writeFileAtomically } from './atomic-file';

/** A part of a photo, turned clockwise about its middle, in degrees. */
export const cropSchema = z.object({ area: rectangleSchema, angle: z.number() });
export type Crop = z.output<typeof cropSchema>;

/** The data from which an open document is opened again after a crash; its mask is beside it. */
export const keptSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  /** The file of the pixels, and the crops that were applied to it, in order. */
  path: z.string(),
  page: z.int().min(0),
  crops: z.array(cropSchema),
  /** Null if the photo has no file of its own: a pasted picture, or a part of another photo. */
  file: z.string().nullable(),
  /** The project's file, if there is one. */
  project: z.string().nullable(),
  repairs: z.unknown(),
  /** The looks of a project's results, by their keys (chosen-looks.ts). */
  looks: z.record(z.string(), lookSchema).default({}),
  /** It has work that neither a project nor saved results contain. */
  unsaved: z.boolean(),
  /** Time of the last change, ISO 8601. */
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
  /** Marks the document as unsaved; cheap if it already is. */
  touch(): Promise<void>;
  remove(): Promise<void>;
}

const FILE = 'document.json';

/** Creates a record in its own folder. */
export function keepDocument(folder: string, first: Kept): KeptDocument {
  let kept = first;
  const writing = new Mutex();
  let removed = false;
  const change = (changes: Partial<Kept>) => {
    kept = { ...kept, ...changes };
    return writing.run(async () => {
      if (!removed) await writeFileAtomically(join(folder, FILE), JSON.stringify(kept, null, 2));
    });
  };
  return {
    folder,
    maskFolder: join(folder, 'mask'),
    get kept() {
      return kept;
    },
    change,
    touch: async () => {
      if (kept.unsaved) return;
      await change({ unsaved: true, saved: new Date().toISOString() });
    },
    remove: async () => {
      removed = true;
      await writing.run(() => rm(folder, { recursive: true, force: true }));
    },
  };
}

/** The record in a folder; undefined if there is no valid one. */
export async function readKept(folder: string): Promise<Kept | undefined> {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(await readFile(join(folder, FILE), 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
