import { z } from '../schema';

/** An opaque name from the privileged side; it reveals nothing about a path. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

// The kind of an id determines what may be done with its file or folder. The compiler distinguishes the kinds, and the
// privileged side keeps each kind separately.

/** A file that may be read: chosen in a dialog, dropped, pasted or opened before. It is never written. */
export const readId = id.brand<'read', 'inout'>();
export type ReadId = z.output<typeof readId>;
/** A place from a dialog where one file may be written, once. */
export const writeId = id.brand<'write', 'inout'>();
export type WriteId = z.output<typeof writeId>;
/** A folder whose photos or masks may be read. */
export const sourceFolderId = id.brand<'source folder', 'inout'>();
export type SourceFolderId = z.output<typeof sourceFolderId>;
/** A folder that results may be written into. */
export const resultFolderId = id.brand<'result folder', 'inout'>();
export type ResultFolderId = z.output<typeof resultFolderId>;

/** The displayed description of a file or folder. */
const place = {
  /** With its extension. */
  name: z.string(),
  /** The folder for display; empty if there is none (an upload). */
  folder: z.string(),
};

/** A file or folder for display only. */
export const placeSchema = z.object(place);
export type Place = z.infer<typeof placeSchema>;
/** A file that may be read, in the form that the window gets. */
export const fileRef = z.object({ id: readId, ...place });
export type FileRef = z.infer<typeof fileRef>;
export const sourceFolder = z.object({ id: sourceFolderId, ...place });
export type SourceFolder = z.infer<typeof sourceFolder>;
export const resultFolder = z.object({ id: resultFolderId, ...place });
export type ResultFolder = z.infer<typeof resultFolder>;

/** Side of a pyramid's tiles in pixels. */
export const PYRAMID_TILE = 512;

/**
 * A picture that can be shown, in sRGB and 8 bits, as a pyramid of tiles of PYRAMID_TILE pixels: level 0 is full size,
 * and each further level has half the side (rounded up), down to one tile.
 */
export const pictureRef = z.object({
  id,
  width: z.int().positive(),
  height: z.int().positive(),
  levels: z.int().positive(),
  /**
   * For a picture that is healed in place: a number for each changed tile, by `level/column/row`; it is another one
   * after each change. Tiles without a number are as they were made.
   */
  stamps: z.record(z.string(), z.int()).optional(),
});
export type PictureRef = z.infer<typeof pictureRef>;

/** Path of one tile below the scheme or server that serves pictures: <picture>/<level>/<column>/<row>. */
export function tilePath(picture: string, level: number, column: number, row: number): string {
  return `${picture}/${level}/${column}/${row}`;
}

/** The same for a picture with stamps: a tile that changes gets another path, <picture>/<level>/<column>/<row>/<stamp>. */
export function stampedPath(
  { id, stamps }: Pick<PictureRef, 'id' | 'stamps'>,
  level: number,
  column: number,
  row: number,
): string {
  const stamp = stamps?.[`${level}/${column}/${row}`];
  const path = tilePath(id, level, column, row);
  return stamp === undefined ? path : `${path}/${stamp}`;
}

/** Whether two references are to the same contents. */
export function isSamePicture(a: PictureRef, b: PictureRef): boolean {
  if (a.id !== b.id) return false;
  if (a.stamps === b.stamps) return true;
  const [some, others] = [Object.entries(a.stamps ?? {}), b.stamps ?? {}];
  return some.length === Object.keys(others).length && some.every(([tile, stamp]) => others[tile] === stamp);
}
