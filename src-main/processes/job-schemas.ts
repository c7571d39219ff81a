import { pixelRectangle, pointSchema, rectangleSchema } from '../contract/geometry';
import type { JpegTables, OrientedTables } from '../contract/jpeg-tables';
import { PROVIDERS, recipeSchema } from '../contract/recipe';
import { saidSchema } from '../contract/said';
import { z } from '../contract/schema';
import { providerName } from '../network/providers/names';

const depth = z.literal([8, 16]);
const whole = z.int().min(0);

/** A decoded picture on disk (imaging/raw-picture.ts). */
export const rawPictureSchema = z.object({
  path: z.string(),
  width: whole,
  height: whole,
  channels: z.literal([1, 2, 3, 4]),
  depth,
});

const steps = z.array(z.number().positive()).length(64);
const factor = z.literal([1, 2]);
const block = z.literal([8, 16]);

/** Quantisation tables, as stored or upright. */
export const jpegTablesSchema: z.ZodType<JpegTables> = z.object({
  quantisation: z.tuple([steps, steps, steps]),
  horizontal: factor,
  vertical: factor,
  blockWidth: block,
  blockHeight: block,
  grey: z.boolean(),
});

/** Upright quantisation tables (contract/jpeg-tables.ts). */
export const orientedTablesSchema: z.ZodType<OrientedTables> = z.object({
  tables: jpegTablesSchema,
  offset: z.object({ x: whole, y: whole }),
});

/** A point spread function read from a picture. */
export const kernelSchema = z.object({
  width: whole,
  height: whole,
  data: z.custom<Float64Array>((value) => value instanceof Float64Array),
});

/** The common part of restoring and degrading: the photo and what is known about its measurement. */
export const measurementSchema = z.object({
  photo: rawPictureSchema,
  recipe: recipeSchema,
  mask: rawPictureSchema.optional(),
  kernel: kernelSchema.optional(),
  jpeg: orientedTablesSchema.optional(),
});

/** Which network runs, and on which provider. */
export const networkSchema = z.object({
  modelPath: z.string(),
  provider: z.enum(PROVIDERS),
  threads: z.int().positive().optional(),
});

export const restorePayload = measurementSchema.extend({
  network: networkSchema,
  outputs: z.array(z.string()).min(1),
  depth,
  tileSize: z.int().multipleOf(16).min(16).optional(),
  /** Whether to count changed pixels, which reads both pictures once more. */
  countsChanges: z.boolean().default(true),
  /** The name by which `hold` pauses this job between network calls. */
  hold: z.string().optional(),
  /** The centre of what the user sees, in pixels of the photo; the nearest region is restored first. */
  viewCentre: pointSchema.optional(),
  /** A folder for intermediate pictures, which are reported as `live`; the receiver removes each file. */
  liveFolder: z.string().optional(),
  /** The photo that `photo` is a part of, and the part's place in it; the tone is that of the whole. */
  part: z.object({ of: rawPictureSchema, x: whole, y: whole }).optional(),
  /** Where the whole print lies, in pixels of `photo`, if that is a part or a smaller copy of it. */
  frame: rectangleSchema.optional(),
});

export const callProgress = z.object({
  calls: whole,
  totalCalls: whole,
  sample: whole,
  step: whole,
  steps: whole,
  /** Pixels that the network has answered, and all that it will answer, including copies of the photo. */
  pixels: z.number().min(0),
  totalPixels: whole,
  /** Finished steps of single regions, and the pixels of the current one; each step prepares its region before its calls. */
  portion: whole,
  portionPixels: whole,
  /** The network's current provider. */
  provider: providerName.optional(),
  /** The latest view: 8 bits, possibly at a lower resolution than `area` (in pixels of the restored picture). */
  live: z.object({ raw: rawPictureSchema, area: pixelRectangle, step: whole }).optional(),
});

/** The network that ran. */
export const networkReport = z.object({
  provider: providerName,
  reasons: z.array(saidSchema),
  version: z.string(),
  sha256: z.string(),
});

export const restoreResult = z.object({
  outputs: z.array(rawPictureSchema),
  /** For each output, how many pixels differ from the photo's; null if size or channels differ or it wasn't counted. */
  changedPixels: z.array(whole.nullable()),
  network: networkReport,
  calls: whole,
  tiles: whole,
  sampleSeconds: z.number(),
  denoiserSeconds: z.number(),
  peakMemoryMB: z.number(),
  warnings: z.array(saidSchema),
  /** The tone that was found or set for the photo, and for a toned photo its colours' distance from it (Lab). */
  tone: z.object({ kind: z.enum(['free', 'grey', 'toned']), distance: z.number().nullable() }),
});

export const degradePayload = measurementSchema.extend({ output: z.string(), depth });
