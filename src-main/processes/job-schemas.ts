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

/** What restoring and degrading have in common: the photo and what is known of its measurement. */
export const measurementSchema = z.object({
  photo: rawPictureSchema,
  recipe: recipeSchema,
  mask: rawPictureSchema.optional(),
  kernel: kernelSchema.optional(),
  jpeg: orientedTablesSchema.optional(),
});

/** Which network runs, and on what. */
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
  /** Whether to count what changed: both pictures are read once more for it. */
  countsChanges: z.boolean().default(true),
  /** The name by which `hold` makes this job wait between network calls. */
  hold: z.string().optional(),
  /** A folder for pictures of what the job has so far, reported as `live`; whoever takes one removes its file. */
  liveFolder: z.string().optional(),
});

const rectangle = z.object({ x: whole, y: whole, width: z.int().positive(), height: z.int().positive() });

export const callProgress = z.object({
  calls: whole,
  totalCalls: whole,
  sample: whole,
  step: whole,
  steps: whole,
  /** Of a region each, which is prepared before its calls. */
  portion: whole,
  portions: whole,
  /** What the network runs on. */
  provider: providerName.optional(),
  /** The latest view: 8 bits, perhaps a fraction of the pixels of `area` (in the restored picture's grid). */
  live: z.object({ raw: rawPictureSchema, area: rectangle, step: whole }).optional(),
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
  /** Of each output, pixels that differ from the photo's; null where sizes or channels are others, or none are counted. */
  changedPixels: z.array(whole.nullable()),
  network: networkReport,
  calls: whole,
  tiles: whole,
  sampleSeconds: z.number(),
  denoiserSeconds: z.number(),
  peakMemoryMB: z.number(),
  warnings: z.array(saidSchema),
  /** What the photo's colours were found to be, or were held to; for a single tone, how far they are from it (Lab). */
  tone: z.object({ kind: z.enum(['free', 'grey', 'toned']), distance: z.number().nullable() }),
});

export const degradePayload = measurementSchema.extend({ output: z.string(), depth });
