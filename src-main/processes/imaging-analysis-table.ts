import { z } from '../contract/schema';
import { suggestionsSchema } from '../contract/window/documents';
import { maskTile } from '../contract/window/mask-tiles';
import { jpegTablesSchema, rawPictureSchema } from './job-schemas';

const area = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** Requests of the imaging process about what a photo itself shows. */
export const imagingAnalysisTable = {
  /** `jpeg`: the tables of the photo's file, as stored or upright, where it is a JPEG. */
  analyse: {
    payload: z.object({ raw: rawPictureSchema, jpeg: jpegTablesSchema.optional() }),
    progress: z.never(),
    result: suggestionsSchema,
  },
  /** The mask of what looks like scratches and dust: tiles that hold any, 255 where damaged, softer at the edge. */
  findScratches: {
    payload: z.object({ raw: rawPictureSchema, sensitivity: z.number().min(0).max(1) }),
    progress: z.never(),
    result: z.object({ tiles: z.array(maskTile) }),
  },
  /** Separate prints on one scan, largest first: each `area` turned clockwise by `angle` about its middle. */
  findPrints: {
    payload: z.object({ raw: rawPictureSchema }),
    progress: z.never(),
    result: z.object({ prints: z.array(z.object({ area, angle: z.number() })) }),
  },
};
