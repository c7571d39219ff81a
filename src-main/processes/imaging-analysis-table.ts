import { rectangleSchema } from '../contract/geometry';
import { z } from '../contract/schema';
import { suggestionsSchema } from '../contract/window/documents';
import { maskTile } from '../contract/window/mask-tiles';
import { jpegTablesSchema, rawPictureSchema } from './job-schemas';

/** Requests of the imaging process that analyse a photo. */
export const imagingAnalysisTable = {
  /** Estimates the damage. `jpeg` holds the tables of the photo's file, as stored or upright, if it is a JPEG. */
  analyse: {
    payload: z.object({ raw: rawPictureSchema, jpeg: jpegTablesSchema.optional() }),
    progress: z.never(),
    result: suggestionsSchema,
  },
  /**
   * Finds damage. Returns the mask's non-empty tiles, 255 where damaged, with soft edges. With `keepsMap` the map of
   * probabilities stays beside the picture's file, so that another sensitivity takes only a moment.
   */
  findDamage: {
    payload: z.object({
      raw: rawPictureSchema,
      sensitivity: z.number().min(0).max(1),
      keepsMap: z.boolean().default(false),
    }),
    progress: z.never(),
    result: z.object({ tiles: z.array(maskTile) }),
  },
  /**
   * Follows the thin scratch at a pixel to its ends, and returns its marks, `margin` pixels wider; none if there is no
   * visible scratch.
   */
  traceScratch: {
    payload: z.object({
      raw: rawPictureSchema,
      x: z.int().min(0),
      y: z.int().min(0),
      margin: z.int().min(0),
    }),
    progress: z.never(),
    result: z.object({ tiles: z.array(maskTile) }),
  },
  /** Finds separate prints on one scan, largest first: each is `area` turned clockwise by `angle` about its middle. */
  findPrints: {
    payload: z.object({ raw: rawPictureSchema }),
    progress: z.never(),
    result: z.object({ prints: z.array(z.object({ area: rectangleSchema, angle: z.number() })) }),
  },
};
