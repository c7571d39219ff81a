import { z } from '../schema';
import { fileRef, id, pictureRef, readId, rectangle } from './basics';
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
  /** What the file is, in its own words: 'JPEG', 'TIFF', ... */
  format: z.string(),
  depth: z.literal([8, 16]),
  grey: z.boolean(),
  hasAlpha: z.boolean(),
  pages: z.int(),
  page: z.int(),
  /** Of the file's colour profile; null where it has none (sRGB is meant then). */
  profile: z.string().nullable(),
  /** Dots per inch. */
  density: z.number().nullable(),
  /** Whether the quantisation tables of a JPEG can be read: what the JPEG repair needs. */
  jpegTables: z.boolean(),
  picture: pictureRef,
  /**
   * The project's file where the document was opened from one or saved as one. `isNamed`: a dialog has named it to be
   * written, now or in an earlier session, so that it is saved again without another.
   */
  project: fileRef.extend({ isNamed: z.boolean() }).nullable(),
});
export type PhotoDocument = z.infer<typeof documentSchema>;

/** A document with all that was done to it: opened from a project, or recovered after a crash. */
export const openedSchema = z.object({
  document: documentSchema,
  mask: z.array(maskTile),
  results: z.array(resultSchema),
  /** How results are shown, by id; those that aren't here are shown as they came. */
  looks: z.record(id, lookSchema),
  /** The repairs as they stood (window/repairs of the renderer parses it); null for a photo that is new. */
  repairs: z.unknown(),
});
export type OpenedDocument = z.infer<typeof openedSchema>;

/** What the photo itself shows; each is offered, none applied. */
export const suggestionsSchema = z.object({
  /** Standard deviation of the noise in 8-bit levels. */
  noise: z.number(),
  /** Of the Gaussian that colours white noise as the photo's, standard deviation in pixels; 0 where the noise is white. */
  grain: z.number(),
  /** The level of grain in the dark, middling and bright third of the scale; null where too little shows. */
  noiseByBrightness: z.array(z.number().nullable()).length(3),
  /** Of the quantisation tables, where the photo is a JPEG. */
  jpegQuality: z.int().nullable(),
  /** Standard deviation of a Gaussian that explains the photo's softness, in pixels; null where it is sharp. */
  blur: z.number().nullable(),
  /** No colour in it: colourising makes sense. */
  colourless: z.boolean(),
  /** Share of pixels that look like scratches or dust, 0 to 1. */
  scratches: z.number(),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;

export const documentChannels = {
  /** All that is open, in the order in which it was opened: what a page needs that was loaded anew. */
  openDocuments: { input: z.object({}), output: z.object({ documents: z.array(openedSchema) }) },
  /** Reads a photo or a project. */
  openDocument: { input: z.object({ file: readId, page: z.int().min(0).optional() }), output: openedSchema },
  /** One of the photos that come with the program. */
  openExample: { input: z.object({ name: z.string() }), output: openedSchema },
  /** What a crash left unsaved; the document is open afterwards. */
  recoverDocument: { input: z.object({ recovered: id }), output: openedSchema },
  discardRecovered: { input: z.object({ recovered: id }), output: z.void() },
  closeDocument: { input: z.object({ document: id }), output: z.void() },
  suggest: { input: z.object({ document: id }), output: suggestionsSchema },
  /** A new document of a part of this one, turned clockwise by `angle` degrees (-45 to 45) about the area's middle. */
  cropDocument: {
    input: z.object({ document: id, area: rectangle, angle: z.number().min(-45).max(45) }),
    output: openedSchema,
  },
  /** Where separate prints lie on one scan, largest first; empty where the photo is one picture. */
  findPrints: {
    input: z.object({ document: id }),
    output: z.object({ prints: z.array(z.object({ area: rectangle, angle: z.number() })) }),
  },
  /** The samples at a pixel, in the file's own numbers, and 256 counts of each channel over the whole picture. */
  readPixel: {
    input: z.object({ picture: id, x: z.int().min(0), y: z.int().min(0) }),
    output: z.object({ values: z.array(z.int()) }),
  },
  histogram: {
    input: z.object({ picture: id }),
    output: z.object({ channels: z.array(z.array(z.int()).length(256)) }),
  },
  /** Keeps the repairs' state with the document, for projects and after a crash. */
  rememberRepairs: { input: z.object({ document: id, repairs: z.unknown() }), output: z.void() },
};
