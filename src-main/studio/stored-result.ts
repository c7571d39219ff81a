import { z } from '../contract/schema';
import { maskTile } from '../contract/window/mask-tiles';
import { type Result, resultSchema } from '../contract/window/results';
import type { RawPicture } from '../imaging/raw-picture';
import { rawPictureSchema } from '../processes/job-schemas';

/** The marks that were filled in a result, so that a restoration on top of it knows which are left. */
export const filledSchema = z.object({
  /** The marks that are filled in it. */
  marks: z.array(maskTile),
  /** The strokes that were healed by hand on top of the restoration. */
  strokes: z.array(maskTile),
  /** The result that took the photo's place when it was made; null for the photo. */
  start: z.string().nullable(),
});
export type Filled = z.output<typeof filledSchema>;

/** A result with its samples. */
export interface StoredResult {
  readonly result: Result;
  readonly raw: RawPicture;
  /** What was filled when it was made; filledOf returns what is filled now. */
  readonly filled?: Filled | undefined;
}

/** The part of a stored result that a document's record keeps in JSON; the samples have a file of their own there. */
export const keptResultSchema = z.object({
  result: resultSchema.omit({ picture: true, kernel: true }),
  raw: rawPictureSchema.omit({ path: true }),
  filled: filledSchema.optional(),
});
export type KeptResult = z.output<typeof keptResultSchema>;
