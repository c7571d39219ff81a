import { z } from '../schema';
import { fileRef, id, readId, writeId } from './basics';
import { maskTile } from './mask-tiles';

const tiles = z.object({ tiles: z.array(maskTile) });

export const maskChannels = {
  /**
   * Replaces tiles of the document's mask (a tile of zeros removes it) and writes them to disk immediately, so that an
   * unsaved mask survives a crash.
   */
  updateMask: { input: z.object({ document: id, tiles: z.array(maskTile) }), output: z.void() },
  /**
   * Selects pixels with a colour similar to that of a point: within `tolerance` 8-bit levels in every channel, and with
   * `contiguous` connected to the point. Only non-empty tiles are returned; the mask itself is unchanged.
   */
  selectByColour: {
    input: z.object({
      document: id,
      x: z.int().min(0),
      y: z.int().min(0),
      tolerance: z.number().min(0).max(255),
      contiguous: z.boolean(),
    }),
    output: tiles,
  },
  /** Pixels that look damaged (scratches, dust, cracks, losses); the mask itself is unchanged. */
  findDamage: { input: z.object({ document: id, sensitivity: z.number().min(0).max(1) }), output: tiles },
  /**
   * The marks of the thin scratch at a pixel, from end to end and `margin` pixels wider; none if there is no visible
   * scratch. The mask itself is unchanged.
   */
  traceScratch: {
    input: z.object({
      document: id,
      x: z.int().min(0),
      y: z.int().min(0),
      margin: z.int().min(0).max(16),
    }),
    output: tiles,
  },
  /** Reads a mask file (white is damaged) of the photo's extent. */
  loadMask: { input: z.object({ document: id, file: readId }), output: tiles },
  /** Writes the document's mask as a PNG, but never over an open photo. */
  saveMask: { input: z.object({ document: id, target: writeId }), output: z.object({ file: fileRef }) },
};
