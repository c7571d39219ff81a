import { extentFields, rectangleSchema } from '../contract/geometry';
import { z } from '../contract/schema';
import { TONINGS } from '../contract/toning';
import { maskTile } from '../contract/window/mask-tiles';
import { rawPictureSchema } from './job-schemas';

const whole = z.int().min(0);
const share = z.number().min(0).max(1);
const tiles = z.array(maskTile);
const shown = z.object({
  picture: z.object({ ...extentFields, levels: z.int().positive() }),
  folder: z.string(),
});

/** Requests of the imaging process for the window: displaying pictures, masks, and mixing results. */
export const imagingWindowTable = {
  /**
   * Makes the display tiles of a picture in `folder`, which is created: upright 8-bit sRGB, converted by the photo's
   * profile, with alpha kept. The caller removes the folder. For a result, `profileFrom` is its photo.
   */
  makeDisplay: {
    payload: z.object({
      source: z.union([
        z.object({ path: z.string(), page: whole.optional() }),
        z.object({ raw: rawPictureSchema, profileFrom: z.string().nullable() }),
      ]),
      folder: z.string(),
    }),
    progress: z.never(),
    result: shown,
  },
  /** The same for a small intermediate picture of a job. */
  liveDisplay: {
    payload: z.object({ raw: rawPictureSchema, profileFrom: z.string().nullable(), folder: z.string() }),
    progress: z.never(),
    result: shown,
  },
  /** Reads one tile that makeDisplay made; a bad request if there is none. */
  displayTile: {
    payload: z.object({ folder: z.string(), level: whole, column: whole, row: whole }),
    progress: z.never(),
    result: z.object({
      type: z.literal('image/png'),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
  },
  /** Makes an sRGB JPEG thumbnail of a photo's file, with neither side over `side`. */
  thumbnail: {
    payload: z.object({ path: z.string(), side: z.int().positive() }),
    progress: z.never(),
    result: z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  },
  /** Reads a pixel's samples in the file's own numbers, alpha last. */
  pixelAt: {
    payload: z.object({ raw: rawPictureSchema, x: whole, y: whole }),
    progress: z.never(),
    result: z.object({ values: z.array(z.int()) }),
  },
  /** Counts the samples at 256 levels for each colour channel, without alpha. */
  histogram: {
    payload: z.object({ raw: rawPictureSchema }),
    progress: z.never(),
    result: z.object({ channels: z.array(z.array(z.int()).length(256)) }),
  },
  /** Selects the pixels within `tolerance` 8-bit levels of the one at x, y in every channel, as a mask of 255. */
  selectByColour: {
    payload: z.object({
      raw: rawPictureSchema,
      x: whole,
      y: whole,
      tolerance: z.number().min(0).max(255),
      contiguous: z.boolean(),
    }),
    progress: z.never(),
    result: z.object({ tiles }),
  },
  /** Writes a mask as a raw file, as painted, and counts its damaged pixels. */
  writeMask: {
    payload: z.object({ tiles, ...extentFields, rawPath: z.string() }),
    progress: z.never(),
    result: z.object({ mask: rawPictureSchema, damaged: whole }),
  },
  maskToTiles: {
    payload: z.object({ raw: rawPictureSchema }),
    progress: z.never(),
    result: z.object({ tiles }),
  },
  /** Writes a mask as an 8-bit grey PNG, white where damaged. */
  saveMaskFile: {
    payload: z.object({ tiles, ...extentFields, path: z.string() }),
    progress: z.never(),
    result: z.void(),
  },
  /** Cuts out `area` turned clockwise by `angle` degrees about its middle; at 0 the samples are copied. */
  cropRaw: {
    payload: z.object({
      raw: rawPictureSchema,
      area: rectangleSchema,
      angle: z.number().min(-45).max(45),
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /**
   * Makes a reduced copy of a part with neither side over `maxSide`, averaged over `factor` (1 or more) pixels a side.
   * A pixel of a reduced `mask` is damaged (255) if any pixel under it is. The result's `area` is in whole pixels.
   */
  proxy: {
    payload: z.object({
      raw: rawPictureSchema,
      area: rectangleSchema,
      maxSide: z.int().positive(),
      mask: z.boolean().optional(),
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: z.object({ raw: rawPictureSchema, factor: z.number().min(1), area: rectangleSchema }),
  },
  /**
   * Makes the look in which a result is displayed and saved: mixed with its photo (enlarged to the result's size) by
   * `strength`, with grain of standard deviation `grain` * `noise` in 8-bit levels, and in another tone. Always writes a new raw file.
   */
  applyLook: {
    payload: z.object({
      photo: rawPictureSchema,
      result: rawPictureSchema,
      strength: share,
      grain: share,
      toning: z.enum(TONINGS).exactOptional(),
      noise: z.number().min(0),
      seed: whole,
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /** Adds the enlarged change of a smaller copy to a photo, for display (imaging/enlarged-change.ts). */
  addEnlargedChange: {
    payload: z.object({
      photo: rawPictureSchema,
      before: rawPictureSchema,
      after: rawPictureSchema,
      mask: rawPictureSchema.optional(),
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /** Blends pictures of one size and kind: `over` where the mask is 255, `base` where it is 0, a mixture between. */
  compose: {
    payload: z.object({
      base: rawPictureSchema,
      over: rawPictureSchema,
      mask: rawPictureSchema,
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /** Writes `area` of a mask (in its whole pixels), each pixel repeated `scale` times along both sides. */
  writeMaskPart: {
    payload: z.object({ tiles, area: rectangleSchema, scale: z.int().positive(), rawPath: z.string() }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /** Writes a small picture into a large one and its display, in place; see imaging/patch.ts. */
  patchPicture: {
    payload: z.object({
      target: rawPictureSchema,
      display: z.string(),
      profileFrom: z.string(),
      patch: rawPictureSchema,
      x: whole,
      y: whole,
      before: z.string().optional(),
      photo: rawPictureSchema.optional(),
    }),
    progress: z.never(),
    result: z.object({
      tiles: z.array(z.object({ level: whole, column: whole, row: whole })),
      changed: z.int(),
    }),
  },
  /** Makes a heat map of how much samples differ, to lay over them: RGBA in sRGB, transparent where they agree. */
  spread: {
    payload: z.object({ raws: z.array(rawPictureSchema).min(2), rawPath: z.string() }),
    progress: z.never(),
    result: rawPictureSchema,
  },
};
