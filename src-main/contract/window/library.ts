import { batchRequestSchema, countsSchema, PHOTO_STATES } from '../batch';
import { rectangleSchema } from '../geometry';
import { recipeRequestSchema } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import {
  id,
  pictureRef,
  placeSchema,
  resultFolder,
  resultFolderId,
  sourceFolder,
  sourceFolderId,
} from './basics';

export const BATCH_STATES = ['ready', 'running', 'paused'] as const;

const leftOut = z.object({ path: z.string(), reason: saidSchema });

/** The open batch as the window is told of it: what was asked for, and how far it is. */
export const batchStatusSchema = batchRequestSchema.extend({
  id,
  input: sourceFolder,
  output: resultFolder,
  masks: sourceFolder.nullable(),
  state: z.enum(BATCH_STATES),
  counts: countsSchema,
  /** Number of skipped files such as links and RAW files, and the first of them. */
  leftOutCount: z.int(),
  leftOut: z.array(leftOut),
  otherFiles: z.int(),
  /** Progress of this run in photos; null while nothing runs. */
  progress: z.object({ done: z.int(), total: z.int(), secondsLeft: z.number().nullable() }).nullable(),
  /** Why a running batch is waiting. */
  hindrance: saidSchema.nullable(),
  /** How the last run ended, since the batch was opened. */
  ended: z
    .object({
      done: z.int(),
      failed: z.int(),
      seconds: z.number(),
      how: z.enum(['finished', 'cancelled', 'failed']),
      /** Whether it was only a test on the first photos. */
      test: z.boolean(),
      said: saidSchema.nullable(),
    })
    .nullable(),
  /** Changes whenever rows may have changed. */
  revision: z.int(),
});
export type BatchStatus = z.output<typeof batchStatusSchema>;

export const VERDICTS = ['none', 'accepted', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One photo of a batch. */
export const batchRowSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** Folder relative to the photos' folder; empty for a photo directly in it. */
  folder: z.string(),
  state: z.enum(PHOTO_STATES),
  /** Why it failed or was skipped. */
  reason: saidSchema.nullable(),
  verdict: z.enum(VERDICTS),
  seconds: z.number().nullable(),
  /** Null if the ledger's settings of it are damaged. */
  seed: z.int().nullable(),
  /** Whether it has a recipe of its own. */
  ownRecipe: z.boolean(),
  /** Picture whose single tile is a thumbnail of the result, or of the photo if there is no result. */
  thumbnail: id,
});
export type BatchRow = z.infer<typeof batchRowSchema>;

/** Which rows are shown, and how they are ordered. */
export const rowViewSchema = z.object({
  show: z.enum(['all', 'waiting', 'done', 'failed', 'skipped', 'accepted', 'rejected', 'unrated']),
  search: z.string().max(200),
  order: batchRequestSchema.shape.order,
});
export type RowView = z.infer<typeof rowViewSchema>;

/** How a run of a batch is started. */
export const startOptions = z.object({
  /** Stops after so many photos, for a test. */
  first: z.int().positive().optional(),
  /** Also while the computer runs on its battery. */
  onBattery: z.boolean(),
  /** Only while nobody is at the computer. */
  onlyIdle: z.boolean(),
});
export type StartOptions = Readonly<z.output<typeof startOptions>>;

const batch = z.object({ batch: id });
const row = z.object({ batch: id, row: z.int() });
const range = z.object({ batch: id, view: rowViewSchema, offset: z.int().min(0) });

export const libraryChannels = {
  /** The open batch, and the earlier ones, latest first. */
  batches: {
    input: z.object({}),
    output: z.object({
      open: batchStatusSchema.nullable(),
      known: z.array(z.object({ id, input: placeSchema, output: placeSchema, changed: z.string() })),
    }),
  },
  /**
   * Asks for a folder to read; null if the user cancels. `results`: a folder beside that of the photos that doesn't exist
   * yet, as a place for their results.
   */
  chooseFolder: {
    input: z.object({ purpose: z.enum(['photos', 'masks']) }),
    output: z.object({ folder: sourceFolder.nullable(), results: resultFolder.nullable() }),
  },
  /** Asks for a folder for results; null if the user cancels. */
  chooseResultsFolder: {
    input: z.object({}),
    output: z.object({ folder: resultFolder.nullable() }),
  },
  /** Scans the folders and opens the batch. Nothing is restored yet, and photos that were done stay done. */
  planBatch: {
    input: batchRequestSchema.extend({
      input: sourceFolderId,
      output: resultFolderId,
      masks: sourceFolderId.nullable(),
    }),
    output: batchStatusSchema,
  },
  /** The same for an earlier batch, as it was asked for. */
  reopenBatch: { input: batch, output: batchStatusSchema },
  closeBatch: { input: batch, output: z.void() },
  /** Removes a batch from the list of earlier ones; its results are kept. */
  forgetBatch: { input: batch, output: z.void() },
  /** Estimates its cost: reads the headers of some photos and tries a small restoration. */
  estimateBatch: {
    input: batch,
    output: z.object({
      megapixels: z.number(),
      seconds: z.number(),
      bytes: z.number(),
      freeBytes: z.number().nullable(),
      /** Photos that can't be restored among the examined ones. */
      unreadable: z.array(leftOut),
      lookedInto: z.int(),
    }),
  },
  startBatch: { input: z.object({ batch: id, ...startOptions.shape }), output: z.void() },
  /** The batch whose run neither ended by itself nor was cancelled: the program crashed or was closed. Null if none. */
  interruptedBatch: {
    input: z.object({}),
    output: z.object({
      interrupted: z
        .object({
          id,
          input: placeSchema,
          output: placeSchema,
          /** Restored photos, and all. */
          done: z.int(),
          total: z.int(),
          run: startOptions,
        })
        .nullable(),
    }),
  },
  /** An interrupted batch isn't offered any more; it stays among the earlier ones. */
  leaveBatch: { input: batch, output: z.void() },
  pauseBatch: { input: batch, output: z.void() },
  resumeBatch: { input: batch, output: z.void() },
  /** Resolves when it has ended; photos in work wait again. */
  cancelBatch: { input: batch, output: z.void() },
  /** Lets failed photos wait again. */
  retryFailed: { input: batch, output: z.void() },
  batchRows: {
    input: range.extend({ limit: z.int().min(1).max(500) }),
    output: z.object({ total: z.int(), rows: z.array(batchRowSchema) }),
  },
  batchRow: { input: row, output: batchRowSchema },
  /** Ids of the rows from `offset` on, for selections. */
  batchRowIds: {
    input: range.extend({ limit: z.int().min(1) }),
    output: z.object({ ids: z.array(z.int()) }),
  },
  rateRow: { input: row.extend({ verdict: z.enum(VERDICTS) }), output: batchRowSchema },
  /** Lets the photo wait for a restoration with the next seed. */
  redoRow: { input: row, output: batchRowSchema },
  /** Gives photos their own recipe; null gives them the batch's again. */
  setRowRecipes: {
    input: z.object({ batch: id, rows: z.array(z.int()), recipe: recipeRequestSchema.nullable() }),
    output: z.void(),
  },
  rowRecipe: { input: row, output: recipeRequestSchema },
  /** Pictures for a close look; those of the last few rows are kept. */
  rowPictures: { input: row, output: z.object({ before: pictureRef, after: pictureRef.nullable() }) },
  /**
   * The result of one network call with a recipe, on a small copy or a part of a photo (`area`, in the photo's pixels).
   * The photo isn't opened. Each trial replaces the previous one, until `endTrial`.
   */
  tryRow: {
    input: row.extend({ recipe: recipeRequestSchema }),
    output: z.object({ before: pictureRef, after: pictureRef, area: rectangleSchema }),
  },
  endTrial: { input: batch, output: z.void() },
  /** Asks for a folder and writes done.csv, failed.csv and skipped.csv into it; null if the user cancels. */
  saveLists: { input: batch, output: z.object({ folder: placeSchema.nullable() }) },
};
