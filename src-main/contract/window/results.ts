import { isDrawn } from '../detail';
import { recipeSchema } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import { id, pictureRef, readId } from './basics';
import { maskTile } from './mask-tiles';

/** How a result is shown and saved: mixed with the original, and with grain. */
export const lookSchema = z.object({
  /** 1 is the restoration, 0 the original. */
  strength: z.number().min(0).max(1),
  /** Film grain given back: its share of the noise level that was removed. */
  grain: z.number().min(0).max(1),
});
export type Look = z.infer<typeof lookSchema>;

/** The restoration as it came, whole and without grain. */
export const PLAIN_LOOK: Look = { strength: 1, grain: 0 };

/** Whether a look changes nothing. */
export function isPlain({ strength, grain }: Look): boolean {
  return strength === PLAIN_LOOK.strength && grain === PLAIN_LOOK.grain;
}

/** One restoration of a document: a sample of the posterior, or one made of several. */
export const resultSchema = z.object({
  id,
  picture: pictureRef,
  /** Samples that one run drew belong together. */
  run: id,
  recipe: recipeSchema,
  /** Which of the run's samples, from 0; null for one that was put together by hand. */
  sample: z.int().nullable(),
  /** What ran it really, in words ('the processor', ...), and why nothing faster did. */
  provider: z.string(),
  reasons: z.array(saidSchema),
  warnings: z.array(saidSchema),
  /** From the first byte read to the last written. */
  seconds: z.number(),
  /** Of these, the sampler and the network: all of the run's samples; left out by earlier versions' projects. */
  sampleSeconds: z.number().optional(),
  calls: z.int(),
  /** Null where extents or channels differ from the photo's. */
  changedPixels: z.int().nullable(),
  model: z.object({ version: z.string(), sha256: z.string() }),
  /** Names the marks that it was made with; left out where its repairs look at none, and by earlier versions' projects. */
  marks: z.string().optional(),
  /** The picture of the blur that took the recipe's place, as a file; left out where there was none, and in projects. */
  kernel: readId.optional(),
  /** ISO 8601. */
  made: z.string(),
  /** What it was put together of, the one below first: results by what stays the same in every project. */
  of: z.array(z.object({ run: id, sample: z.int().nullable(), made: z.string() })).optional(),
  /** The recipes of all that it was put together of. */
  recipes: z.array(recipeSchema).optional(),
});
export type Result = z.infer<typeof resultSchema>;

/**
 * Names what a result was drawn from: results of one name are draws of one posterior, other numbers from the same repairs
 * and marks. Null where it is no draw: the mean, or put together by hand.
 */
export function posteriorOf({ recipe, sample, marks, kernel }: Result): string | null {
  if (sample === null || !isDrawn(recipe)) return null;
  return JSON.stringify([{ ...recipe, seed: 0, samples: 1 }, marks ?? null, kernel ?? null]);
}

export const resultChannels = {
  removeResult: { input: z.object({ document: id, result: id }), output: z.void() },
  /** `over` shown where the mask (in the document's pixels) is, `base` elsewhere; both of one extent. */
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
