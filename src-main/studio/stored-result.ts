import { z } from '../contract/schema';
import { maskTile } from '../contract/window/mask-tiles';
import type { Result } from '../contract/window/results';
import type { RawPicture } from '../imaging/raw-picture';

/** What of a result was filled, so that a restoration of it knows what is still to do. */
export const filledSchema = z.object({
  /** The marks that are filled in it. */
  marks: z.array(maskTile),
  /** What was healed by hand on top of what was measured. */
  strokes: z.array(maskTile),
  /** The result that took the photo's place when it was made; null for the photo. */
  start: z.string().nullable(),
});
export type Filled = z.output<typeof filledSchema>;

/** A result with its samples. */
export interface StoredResult {
  readonly result: Result;
  readonly raw: RawPicture;
  /** What was filled when it was made; see filledOf for what is filled by now. */
  readonly filled?: Filled | undefined;
}
