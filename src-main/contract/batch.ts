import { recipeRequestSchema } from './recipe';
import { resultSettingsSchema } from './result-settings';
import { z } from './schema';

/**
 * The states of a photo of a batch. `waiting`: to be restored; `working`: claimed by a process; `done`: its result is on
 * disk; `failed`: gave an error; `skipped`: there is nothing to do, with the reason (no mask, gone).
 */
export const PHOTO_STATES = ['waiting', 'working', 'done', 'failed', 'skipped'] as const;
export type PhotoState = (typeof PHOTO_STATES)[number];

/** Numbers of photos by their states. */
export const countsSchema = z.record(z.enum(PHOTO_STATES), z.int());
export type Counts = Readonly<z.output<typeof countsSchema>>;

const ruleSchema = z.object({ recipe: recipeRequestSchema, result: resultSettingsSchema });

/** A photo's recipe, and how its result is written. */
export type Rule = Readonly<z.output<typeof ruleSchema>>;

const rulesSchema = ruleSchema.extend({
  /** Other rules for photos whose path in the folder matches a pattern; the first match applies. */
  folders: z
    .array(ruleSchema.extend({ match: z.string() }))
    .readonly()
    .default([]),
});

/** The rules of a folder's photos: what a recipe file says. */
export type Rules = Readonly<z.output<typeof rulesSchema>>;

/** Which photos come first: by their paths, or small files before large ones. */
const order = z.enum(['folder', 'size']);
export type Order = z.output<typeof order>;

/**
 * What is asked of a batch: to restore the photos of a folder into another one. The window asks with ids in place of the
 * paths, and the list of known batches adds an id and times (studio/library/known-batches.ts).
 */
export const batchRequestSchema = rulesSchema.extend({
  /** The folder of the photos, or its address in a store. */
  input: z.string(),
  /** The folder of the results, which is created if it is missing, or its address in a store. */
  output: z.string(),
  /** The folder of masks, which belong to photos by their names. */
  masks: z.string().nullable(),
  /** Patterns of paths below the photos' folder. */
  include: z.array(z.string()).readonly(),
  exclude: z.array(z.string()).readonly(),
  order,
});
export type BatchRequest = Readonly<z.output<typeof batchRequestSchema>>;
