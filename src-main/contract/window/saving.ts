import { resultFormat, resultSettingsSchema } from '../result-settings';
import { z } from '../schema';
import { fileRef, id, writeId } from './basics';
import { lookSchema } from './results';

/** The most pixels of a photo: larger ones are refused in our own words before sharp refuses them. */
export const MAX_PIXELS = 1e9;
/** Largest side in pixels of a saved result; nobody prints more. */
const MAX_SIDE = 1e6;
const MAX_DENSITY = 1e5;

/** The settings of a result that is saved by itself: with a format of its own and no name, which a dialog gives. */
export const saveSettingsSchema = z.object({
  ...resultSettingsSchema.omit({ name: true }).shape,
  format: resultFormat,
  /** Extent in pixels to resize to; left out, the result's own. */
  size: z
    .object({ width: z.int().positive().max(MAX_SIDE), height: z.int().positive().max(MAX_SIDE) })
    .refine(({ width, height }) => width * height <= MAX_PIXELS)
    .optional(),
  /** Dots per inch to write; left out, the photo's own. */
  density: z.number().positive().max(MAX_DENSITY).optional(),
});
export type SaveSettings = z.output<typeof saveSettingsSchema>;

export const savingChannels = {
  /** Writes a result. `replacePhoto` must be set if the file is the photo itself. The file must not be another open photo. */
  saveResult: {
    input: z.object({
      document: id,
      result: id,
      look: lookSchema,
      options: saveSettingsSchema,
      target: writeId,
      replacePhoto: z.boolean(),
    }),
    /** `allHeld`: closing the photo now loses nothing, neither another result nor marks that no result uses. */
    output: z.object({ file: fileRef, bytes: z.int(), allHeld: z.boolean() }),
  },
  /**
   * Writes photo, mask, repairs and results as one file that can be opened again. Without a target the existing file is
   * replaced, if a dialog has chosen it once.
   */
  saveProject: {
    input: z.object({ document: id, target: writeId.nullable() }),
    output: z.object({ file: fileRef }),
  },
};
