import { recipeSchema } from '../recipe';
import { z } from '../schema';
import { id } from './basics';
import { maskTile } from './mask-tiles';
import { resultSchema } from './results';

/** A result that is healed stroke by stroke has changed, or has come to an end. */
export const healedSchema = z.object({
  document: id,
  /** The healed result, whether it is there or not. */
  healed: id,
  /** Null once all of its strokes were taken back: `base` is shown again. */
  result: resultSchema.nullable(),
  /** The result that it was begun on; null for the photo. */
  base: id.nullable(),
  /** The stroke that was healed, taken back or done again. */
  stroke: id,
});
export type Healed = z.infer<typeof healedSchema>;

const shown = { document: id, result: id.nullable() };

/** A stroke is named by the job that heals it; `healed` is the result that it heals. */
const begun = z.object({ stroke: id, healed: id });

export const healingChannels = {
  /** Makes ready what the first stroke on this picture (a result, or the photo) would have to wait for. */
  prepareHealing: { input: z.object({ ...shown, recipe: recipeSchema }), output: z.void() },
  /**
   * Heals what the tiles mark, on top of what is shown: one call at once, then a sample. Other pixels stay. The event `healed`
   * follows each of them. A photo, or a result that wasn't healed by hand, stays as it is: a copy is healed.
   */
  heal: { input: z.object({ ...shown, recipe: recipeSchema, tiles: z.array(maskTile) }), output: begun },
  /** Draws the newest stroke at a point again, or the newest of all, with other random numbers; null if there is none. */
  healAnew: {
    input: z.object({
      document: id,
      result: id,
      recipe: recipeSchema,
      at: z.object({ x: z.int().min(0), y: z.int().min(0) }).nullable(),
    }),
    output: begun.nullable(),
  },
  /** Takes the newest stroke of its picture back, or does the one again that was taken back last. */
  moveStroke: {
    input: z.object({ document: id, stroke: id, way: z.enum(['undo', 'redo']) }),
    output: z.void(),
  },
};
