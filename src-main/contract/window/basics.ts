import { z } from '../schema';

/** An opaque name that the privileged side gave out; it says nothing of a path. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** A file that the person chose, as far as the window may know it. */
export const fileRef = z.object({
  id,
  /** With its extension. */
  name: z.string(),
  /** The folder as people read it; empty where there is none to tell (an upload). */
  folder: z.string(),
});
export type FileRef = z.infer<typeof fileRef>;

/** In picture pixels, upright; the origin is the picture's upper left corner. */
export const rectangle = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type PictureArea = z.infer<typeof rectangle>;

/** Side of a pyramid's tiles in pixels. */
export const PYRAMID_TILE = 512;

/**
 * A picture that can be shown, in sRGB and 8 bits, as a pyramid of tiles of PYRAMID_TILE pixels: level 0 is full size
 * and each further level half as large a side (rounded up), down to one tile.
 */
export const pictureRef = z.object({
  id,
  width: z.int().positive(),
  height: z.int().positive(),
  levels: z.int().positive(),
});
export type PictureRef = z.infer<typeof pictureRef>;

/** Path of one tile below the scheme or server that serves pictures: <picture>/<level>/<column>/<row>. */
export function tilePath(picture: string, level: number, column: number, row: number): string {
  return `${picture}/${level}/${column}/${row}`;
}
