import { recipeRequestSchema } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import {
  id,
  pictureRef,
  placeSchema,
  rectangle,
  resultFolder,
  resultFolderId,
  sourceFolder,
  sourceFolderId,
} from './basics';
import { saveFormat } from './saving';

export const ROW_STATES = ['waiting', 'working', 'done', 'failed', 'skipped'] as const;

/** How the results of a batch are written. */
export const batchResultSchema = z.object({
  /** `same`: as the photo, where that can be written. */
  format: z.union([z.literal('same'), saveFormat]),
  quality: z.int().min(1).max(100).optional(),
  bitDepth: z.literal([8, 16]).optional(),
  metadata: z.enum(['keep', 'remove']),
  /** Writes into XMP what was done, with which software, network and seed. */
  mark: z.boolean().default(true),
  /** Of a result without its extension; {name}, {extension}, {operator} and {seed} are the photo's. */
  name: z.string(),
});
export type BatchResult = z.infer<typeof batchResultSchema>;

/** What is wanted of a batch, but for its folders. */
const wish = {
  recipe: recipeRequestSchema,
  result: batchResultSchema,
  /** Patterns of paths below the photos' folder. */
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  order: z.enum(['folder', 'size']),
};

export const batchWishSchema = z.object({
  ...wish,
  input: sourceFolderId,
  output: resultFolderId,
  masks: sourceFolderId.nullable(),
});
export type BatchWish = z.input<typeof batchWishSchema>;

export const BATCH_STATES = ['ready', 'running', 'paused'] as const;

const leftOut = z.object({ path: z.string(), reason: saidSchema });

/** A batch whose photos are known. */
export const batchSchema = z.object({
  id,
  ...wish,
  input: sourceFolder,
  output: resultFolder,
  masks: sourceFolder.nullable(),
  state: z.enum(BATCH_STATES),
  counts: z.record(z.enum(ROW_STATES), z.int()),
  /** Links, RAW files and the like: all of them, and the first few. */
  leftOutCount: z.int(),
  leftOut: z.array(leftOut),
  otherFiles: z.int(),
  /** Of this run, by photos; null while nothing runs. */
  progress: z.object({ done: z.int(), total: z.int(), secondsLeft: z.number().nullable() }).nullable(),
  /** Why it stands still while it runs. */
  hindrance: saidSchema.nullable(),
  /** How the last run of this session ended. */
  ended: z
    .object({
      done: z.int(),
      failed: z.int(),
      seconds: z.number(),
      how: z.enum(['finished', 'cancelled', 'failed']),
      /** Whether it was only a test on the first few. */
      test: z.boolean(),
      said: saidSchema.nullable(),
    })
    .nullable(),
  /** Changes whenever rows may have. */
  revision: z.int(),
});
export type Batch = z.infer<typeof batchSchema>;

export const VERDICTS = ['none', 'accepted', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One photo of a batch. */
export const batchRowSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** Below the photos' folder; empty for one that lies in it. */
  folder: z.string(),
  state: z.enum(ROW_STATES),
  /** Why it failed or was skipped. */
  reason: saidSchema.nullable(),
  verdict: z.enum(VERDICTS),
  seconds: z.number().nullable(),
  seed: z.int(),
  /** Whether it has a recipe of its own. */
  ownRecipe: z.boolean(),
  /** Picture whose one tile is a small view of the result, or of the photo where there is none. */
  thumbnail: id,
});
export type BatchRow = z.infer<typeof batchRowSchema>;

/** Which rows are shown, and how they are ordered. */
export const rowViewSchema = z.object({
  show: z.enum(['all', 'waiting', 'done', 'failed', 'skipped', 'accepted', 'rejected', 'unrated']),
  search: z.string().max(200),
  order: z.enum(['folder', 'size']),
});
export type RowView = z.infer<typeof rowViewSchema>;

const batch = z.object({ batch: id });
const row = z.object({ batch: id, row: z.int() });
const range = z.object({ batch: id, view: rowViewSchema, offset: z.int().min(0) });

export const libraryChannels = {
  /** The batch that is open, and those of before, latest first. */
  batches: {
    input: z.object({}),
    output: z.object({
      open: batchSchema.nullable(),
      known: z.array(z.object({ id, input: placeSchema, output: placeSchema, changed: z.string() })),
    }),
  },
  /**
   * Asks for a folder to read; null where the person cancels. `results`: a folder beside that of the photos, not there
   * yet, where their results may go.
   */
  chooseFolder: {
    input: z.object({ purpose: z.enum(['photos', 'masks']) }),
    output: z.object({ folder: sourceFolder.nullable(), results: resultFolder.nullable() }),
  },
  /** Asks for a folder to write results into; null where the person cancels. */
  chooseResultsFolder: {
    input: z.object({}),
    output: z.object({ folder: resultFolder.nullable() }),
  },
  /** Looks through the folders and opens the batch: nothing is restored yet, and what was done before stays done. */
  planBatch: { input: batchWishSchema, output: batchSchema },
  /** The same for a batch of before, as it was wanted then. */
  reopenBatch: { input: batch, output: batchSchema },
  closeBatch: { input: batch, output: z.void() },
  /** Takes a batch off the list of those of before; its results stay. */
  forgetBatch: { input: batch, output: z.void() },
  /** What it would take: headers of some photos are read and a small restoration is tried. */
  estimateBatch: {
    input: batch,
    output: z.object({
      megapixels: z.number(),
      seconds: z.number(),
      bytes: z.number(),
      freeBytes: z.number().nullable(),
      /** Photos that can't be restored among those that were looked into. */
      unreadable: z.array(leftOut),
      lookedInto: z.int(),
    }),
  },
  startBatch: {
    input: z.object({
      batch: id,
      /** Stops after so many photos: a test. */
      first: z.int().positive().optional(),
      /** Also while the computer runs on its battery. */
      onBattery: z.boolean(),
      /** Only while nobody is at the computer. */
      onlyIdle: z.boolean(),
    }),
    output: z.void(),
  },
  pauseBatch: { input: batch, output: z.void() },
  resumeBatch: { input: batch, output: z.void() },
  /** Resolves when it has ended; what was begun is given back. */
  cancelBatch: { input: batch, output: z.void() },
  /** Has what failed wait again. */
  retryFailed: { input: batch, output: z.void() },
  batchRows: {
    input: range.extend({ limit: z.int().min(1).max(500) }),
    output: z.object({ total: z.int(), rows: z.array(batchRowSchema) }),
  },
  batchRow: { input: row, output: batchRowSchema },
  /** Of the rows from `offset` on: for selections. */
  batchRowIds: {
    input: range.extend({ limit: z.int().min(1) }),
    output: z.object({ ids: z.array(z.int()) }),
  },
  rateRow: { input: row.extend({ verdict: z.enum(VERDICTS) }), output: batchRowSchema },
  /** Has the photo wait to be restored with the next seed. */
  redoRow: { input: row, output: batchRowSchema },
  /** Gives photos a recipe of their own; null gives them the batch's again. */
  setRowRecipes: {
    input: z.object({ batch: id, rows: z.array(z.int()), recipe: recipeRequestSchema.nullable() }),
    output: z.void(),
  },
  rowRecipe: { input: row, output: recipeRequestSchema },
  /** For looking closely; the pictures of the last few rows stay. */
  rowPictures: { input: row, output: z.object({ before: pictureRef, after: pictureRef.nullable() }) },
  /**
   * What one call of the network makes of a photo by a recipe, on a small copy or a part of it (`area`, in the photo's
   * pixels). The photo isn't opened for it; each takes the place of the one before, until `endTrial`.
   */
  tryRow: {
    input: row.extend({ recipe: recipeRequestSchema }),
    output: z.object({ before: pictureRef, after: pictureRef, area: rectangle }),
  },
  endTrial: { input: batch, output: z.void() },
  /** Asks for a folder and writes done.csv, failed.csv and skipped.csv into it; null where the person cancels. */
  saveLists: { input: batch, output: z.object({ folder: placeSchema.nullable() }) },
};
