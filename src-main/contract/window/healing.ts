import { recipeSchema } from '../recipe';
import { z } from '../schema';
import { id } from './basics';
import { maskTile } from './mask-tiles';
import { resultSchema } from './results';

/** A result that is healed stroke by stroke has changed or ended. */
export const healedSchema = z.object({
  document: id,
  /** Id of the healed result, even if it no longer exists. */
  healed: id,
  /** Null after all of its strokes were undone; `base` is shown again. */
  result: resultSchema.nullable(),
  /** The result that it was begun on; null for the photo. */
  base: id.nullable(),
  /** The stroke that was healed, undone or redone. */
  stroke: id,
});
export type Healed = z.infer<typeof healedSchema>;

const shown = { document: id, result: id.nullable() };

/** A stroke is named by the job that heals it; `healed` is the result that it heals. */
const begun = z.object({ stroke: id, healed: id });

export const healingChannels = {
  /** Prepares what the first stroke on this picture (a result or the photo) would otherwise wait for. */
  prepareHealing: { input: z.object({ ...shown, recipe: recipeSchema }), output: z.void() },
  /**
   * Heals the pixels that the tiles mark, on top of the shown picture: one call at once, then a sample. Other pixels
   * stay. The event `healed` follows both. A photo, or a result that wasn't healed by hand, isn't changed: a copy of it
   * is healed.
   */
  heal: { input: z.object({ ...shown, recipe: recipeSchema, tiles: z.array(maskTile) }), output: begun },
  /** Samples the newest stroke at a point, or the newest of all, again with other random numbers; null if there is none. */
  healAnew: {
    input: z.object({
      document: id,
      result: id,
      recipe: recipeSchema,
      at: z.object({ x: z.int().min(0), y: z.int().min(0) }).nullable(),
    }),
    output: begun.nullable(),
  },
  /** Undoes the newest stroke of its picture, or redoes the last one that was undone. */
  moveStroke: {
    input: z.object({ document: id, stroke: id, way: z.enum(['undo', 'redo']) }),
    output: z.void(),
  },
};
