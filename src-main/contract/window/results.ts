import { isDrawn } from '../detail';
import { rectangleSchema } from '../geometry';
import { recipeSchema } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import { TONINGS } from '../toning';
import { id, pictureRef, readId } from './basics';
import { maskTile } from './mask-tiles';

/** A result's look when shown and saved: mixed with the photo, with grain, and in another tone. */
export const lookSchema = z.object({
  /** 1 is the restoration, 0 the photo. */
  strength: z.number().min(0).max(1),
  /** Added film grain, as a share of the removed noise level. */
  grain: z.number().min(0).max(1),
  /** Another tone than the result's own. */
  toning: z.enum(TONINGS).exactOptional(),
});
export type Look = z.infer<typeof lookSchema>;

/** The unchanged restoration: full strength, no grain, its own tone. */
export const PLAIN_LOOK: Look = { strength: 1, grain: 0 };

/** Whether a look changes nothing. */
export function isPlain(look: Look): boolean {
  return isSameLook(look, PLAIN_LOOK);
}

export function isSameLook(a: Look, b: Look): boolean {
  return a.strength === b.strength && a.grain === b.grain && a.toning === b.toning;
}

/** A stroke that was healed by hand. */
export const strokeSchema = z.object({
  /** Its bounding box in the document's pixels. */
  area: rectangleSchema,
  seed: z.int(),
  /** Whether it is a sample; otherwise it is the mean in one call. */
  drawn: z.boolean(),
});
export type Stroke = z.infer<typeof strokeSchema>;

/** Names a result by what is the same in every project. */
const resultKey = z.object({ run: id, sample: z.int().nullable(), made: z.string() });

/** One restoration of a document: a sample of the posterior, or a composition of several. */
export const resultSchema = z.object({
  id,
  picture: pictureRef,
  /** Samples that one run drew belong together. */
  run: id,
  recipe: recipeSchema,
  /** Index of the run's sample, from 0; null for a composition. */
  sample: z.int().nullable(),
  /** The provider that ran it, in words ('the processor', ...), and why it isn't the one that was named. */
  provider: z.string(),
  reasons: z.array(saidSchema),
  warnings: z.array(saidSchema),
  /** From the first byte read to the last written. */
  seconds: z.number(),
  /** The part of sampler and network for all of the run's samples; missing in projects of earlier versions. */
  sampleSeconds: z.number().optional(),
  calls: z.int(),
  /** Null if the extent or the channels differ from the photo's. */
  changedPixels: z.int().nullable(),
  model: z.object({ version: z.string(), sha256: z.string() }),
  /** Digest of its marks; missing if its repairs use none, and in projects of earlier versions. */
  marks: z.string().optional(),
  /** Digest of all marks of the photo at that time, if some of them had been filled before. */
  marked: z.string().optional(),
  /** The picture of the blur that replaced the recipe's; missing if there was none, and in projects. */
  kernel: readId.optional(),
  /** ISO 8601. */
  made: z.string(),
  /** The results of a composition, the lower one first. */
  of: z.array(resultKey).optional(),
  /** The result that took the photo's place in its restoration. */
  on: resultKey.optional(),
  /** The recipes of all results in a composition, or in a chain of results made on top of each other. */
  recipes: z.array(recipeSchema).optional(),
  /** The strokes that were healed by hand, in order, before or after the restoration; missing if there are none. */
  strokes: z.array(strokeSchema).optional(),
});
export type Result = z.infer<typeof resultSchema>;

/** Whether a result was healed stroke by stroke and not restored as a whole afterwards. */
export function isHealedByHand({ sample, strokes }: Pick<Result, 'sample' | 'strokes'>): boolean {
  return sample === null && strokes !== undefined;
}

/**
 * Names the posterior of a result: results with the same name are samples of one posterior, from the same repairs and
 * marks with different random numbers. Null for the mean and for compositions, which aren't samples.
 */
export function posteriorOf({ recipe, sample, marks, kernel, on, strokes }: Result): string | null {
  if (sample === null || !isDrawn(recipe)) return null;
  const measurement = [marks ?? null, kernel ?? null, on ?? null, ...(strokes ? [strokes] : [])];
  return JSON.stringify([{ ...recipe, seed: 0, samples: 1 }, ...measurement]);
}

export const resultChannels = {
  removeResult: { input: z.object({ document: id, result: id }), output: z.void() },
  /** Shows `over` where the mask (in the document's pixels) is set and `base` elsewhere; both have the same extent. */
  composeResults: {
    input: z.object({ document: id, base: id, over: id, tiles: z.array(maskTile) }),
    output: resultSchema,
  },
  /** How far the samples lie apart, as a heat map to lay over the picture; at least two of one posterior. */
  spread: {
    input: z.object({ document: id, results: z.array(id).min(2) }),
    output: z.object({ picture: pictureRef }),
  },
  /** The result as it would be saved with this look, which is kept with it: for projects and after a crash. */
  applyLook: {
    input: z.object({ document: id, result: id, look: lookSchema }),
    output: z.object({ picture: pictureRef }),
  },
};
