import { rectangleSchema } from '../geometry';
import { z } from '../schema';
import { fileRef, id, pictureRef, readId } from './basics';
import { maskTile } from './mask-tiles';
import { lookSchema, resultSchema } from './results';

/** An open photo. */
export const documentSchema = z.object({
  id,
  name: z.string(),
  /** Null for a pasted picture, which has no file yet. */
  file: fileRef.nullable(),
  width: z.int(),
  height: z.int(),
  /** The file's format: 'JPEG', 'TIFF', ... */
  format: z.string(),
  depth: z.literal([8, 16]),
  grey: z.boolean(),
  hasAlpha: z.boolean(),
  pages: z.int(),
  page: z.int(),
  /** Name of the file's colour profile; null if it has none (then sRGB is assumed). */
  profile: z.string().nullable(),
  /** Dots per inch. */
  density: z.number().nullable(),
  /** Whether the quantisation tables of a JPEG can be read, which the JPEG repair needs. */
  jpegTables: z.boolean(),
  picture: pictureRef,
  /**
   * The project's file, if the document was opened from one or saved as one. `isNamed`: a dialog has chosen it for
   * writing, now or in an earlier run, so that it can be saved again without a dialog.
   */
  project: fileRef.extend({ isNamed: z.boolean() }).nullable(),
});
export type PhotoDocument = z.infer<typeof documentSchema>;

/** A document with its mask, results and repairs: opened from a project, or recovered after a crash. */
export const openedSchema = z.object({
  document: documentSchema,
  mask: z.array(maskTile),
  results: z.array(resultSchema),
  /** The looks of results by id; results without a look are shown unchanged. */
  looks: z.record(id, lookSchema),
  /** The state of the repairs (the renderer parses it); null for a new photo. */
  repairs: z.unknown(),
});
export type OpenedDocument = z.infer<typeof openedSchema>;

const levels = z.tuple([z.number(), z.number(), z.number()]).readonly();

/** Suggestions from the photo's analysis; they are offered and not applied automatically. */
export const suggestionsSchema = z.object({
  /** Standard deviation of the noise in 8-bit levels. */
  noise: z.number(),
  /** Standard deviation in pixels of the Gaussian that colours white noise like the photo's; 0 if the noise is white. */
  grain: z.number(),
  /** The level of grain in the dark, middle and bright third of the scale; null if too little of it is visible. */
  noiseByBrightness: z.array(z.number().nullable()).length(3),
  /** Quality of the quantisation tables, if the photo is a JPEG. */
  jpegQuality: z.int().nullable(),
  /** Standard deviation of a Gaussian that explains the photo's softness, in pixels; null if it is sharp, or streaked. */
  blur: z.number().nullable(),
  /**
   * Straight motion that explains the softness better than a Gaussian: length in pixels, and degrees from the horizontal,
   * positive clockwise, above -90 to 90; null if none was found.
   */
  streak: z.object({ length: z.number(), angle: z.number() }).nullable().default(null),
  /** The photo has no colour, so colourising makes sense. */
  colourless: z.boolean(),
  /** Share of pixels that look like scratches or dust, 0 to 1. */
  scratches: z.number(),
  /** The levels (red, green, blue) that the original's black and white have in the photo; null if it isn't faded. */
  black: levels.nullable(),
  white: levels.nullable(),
  /** How much more of the contrast a faded print has lost at its borders than in the middle, in per cent. */
  edges: z.number().default(0),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;

export const documentChannels = {
  /** The open documents in the order in which they were opened, for a page that was reloaded. */
  openDocuments: { input: z.object({}), output: z.object({ documents: z.array(openedSchema) }) },
  /** Reads a photo or a project. */
  openDocument: { input: z.object({ file: readId, page: z.int().min(0).optional() }), output: openedSchema },
  /** Opens one of the photos that come with the program. */
  openExample: { input: z.object({ name: z.string() }), output: openedSchema },
  /** Opens unsaved work from before a crash. */
  recoverDocument: { input: z.object({ recovered: id }), output: openedSchema },
  discardRecovered: { input: z.object({ recovered: id }), output: z.void() },
  closeDocument: { input: z.object({ document: id }), output: z.void() },
  suggest: { input: z.object({ document: id }), output: suggestionsSchema },
  /** Opens a part as a new document, turned clockwise by `angle` degrees (-45 to 45) about the area's middle. */
  cropDocument: {
    input: z.object({ document: id, area: rectangleSchema, angle: z.number().min(-45).max(45) }),
    output: openedSchema,
  },
  /** Finds separate prints on one scan, largest first; empty if the photo is one picture. */
  findPrints: {
    input: z.object({ document: id }),
    output: z.object({ prints: z.array(z.object({ area: rectangleSchema, angle: z.number() })) }),
  },
  /** The samples at a pixel, in the file's own numbers; and 256 counts of each channel over the whole picture. */
  readPixel: {
    input: z.object({ picture: id, x: z.int().min(0), y: z.int().min(0) }),
    output: z.object({ values: z.array(z.int()) }),
  },
  histogram: {
    input: z.object({ picture: id }),
    output: z.object({ channels: z.array(z.array(z.int()).length(256)) }),
  },
  /** Keeps the repairs' state with the document, for projects and for recovery after a crash. */
  rememberRepairs: { input: z.object({ document: id, repairs: z.unknown() }), output: z.void() },
};
