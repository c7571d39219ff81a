import { z } from '../contract/schema';
import { maskTile } from '../contract/window/mask-tiles';
import { rawPictureSchema } from './job-schemas';

const extent = { width: z.int().positive(), height: z.int().positive() };
const whole = z.int().min(0);
const share = z.number().min(0).max(1);
/** In picture pixels; rounded to whole ones and cut at the picture's border. */
const area = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
const tiles = z.array(maskTile);
const shown = z.object({ picture: z.object({ ...extent, levels: z.int().positive() }), folder: z.string() });

/** Requests of the imaging process that a window needs: showing pictures, masks, and mixing results. */
export const imagingWindowTable = {
  /**
   * Makes the tiles of a picture in `folder`, which is created: sRGB by the photo's profile, 8 bits, upright, alpha
   * kept. The caller removes the folder; a result has its photo as `profileFrom`.
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
  /** The same for a small picture of what a job has so far. */
  liveDisplay: {
    payload: z.object({ raw: rawPictureSchema, profileFrom: z.string().nullable(), folder: z.string() }),
    progress: z.never(),
    result: shown,
  },
  /** One tile of what makeDisplay made; a bad request where there is none. */
  displayTile: {
    payload: z.object({ folder: z.string(), level: whole, column: whole, row: whole }),
    progress: z.never(),
    result: z.object({
      type: z.literal('image/png'),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
  },
  /** A small view of a photo's file as a JPEG in sRGB, neither side over `side`. */
  thumbnail: {
    payload: z.object({ path: z.string(), side: z.int().positive() }),
    progress: z.never(),
    result: z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  },
  /** Samples in the file's own numbers, alpha last. */
  pixelAt: {
    payload: z.object({ raw: rawPictureSchema, x: whole, y: whole }),
    progress: z.never(),
    result: z.object({ values: z.array(z.int()) }),
  },
  /** 256 counts of each colour channel, alpha left out. */
  histogram: {
    payload: z.object({ raw: rawPictureSchema }),
    progress: z.never(),
    result: z.object({ channels: z.array(z.array(z.int()).length(256)) }),
  },
  /** 255 where a pixel lies within `tolerance` 8-bit levels of the one at x, y in every channel. */
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
  /** A mask as a raw file: as painted where damaged (128 to 255); elsewhere 0, or as painted where `soft`. */
  writeMask: {
    payload: z.object({ tiles, ...extent, rawPath: z.string(), soft: z.boolean().optional() }),
    progress: z.never(),
    result: z.object({ mask: rawPictureSchema, damaged: whole }),
  },
  maskToTiles: {
    payload: z.object({ raw: rawPictureSchema }),
    progress: z.never(),
    result: z.object({ tiles }),
  },
  /** A grey PNG of 8 bits, white where damaged. */
  saveMaskFile: {
    payload: z.object({ tiles, ...extent, path: z.string() }),
    progress: z.never(),
    result: z.void(),
  },
  /** What lies under `area` turned clockwise by `angle` degrees about its middle; at 0 the samples themselves. */
  cropRaw: {
    payload: z.object({
      raw: rawPictureSchema,
      area,
      angle: z.number().min(-45).max(45),
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /**
   * A small copy of a part, neither side over `maxSide`: averaged over `factor` (1 or more) pixels a side. Of a `mask`
   * a pixel is damaged (255) where any under it is. `area` comes back in whole pixels.
   */
  proxy: {
    payload: z.object({
      raw: rawPictureSchema,
      area,
      maxSide: z.int().positive(),
      mask: z.boolean().optional(),
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: z.object({ raw: rawPictureSchema, factor: z.number().min(1), area }),
  },
  /**
   * A result as it is shown and saved: mixed with its photo (enlarged to the result's extent) by `strength`, with
   * grain of std `grain` * `noise` 8-bit levels. The raw file is new even where it is a copy.
   */
  applyLook: {
    payload: z.object({
      original: rawPictureSchema,
      result: rawPictureSchema,
      strength: share,
      grain: share,
      noise: z.number().min(0),
      seed: whole,
      rawPath: z.string(),
    }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /** `over` where the mask is 255, `base` where it is 0, a mixture between; of one extent and kind. */
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
  /** How far samples lie apart, as a heat map to lay over them: RGBA in sRGB, transparent where they agree. */
  spread: {
    payload: z.object({ raws: z.array(rawPictureSchema).min(2), rawPath: z.string() }),
    progress: z.never(),
    result: rawPictureSchema,
  },
};
