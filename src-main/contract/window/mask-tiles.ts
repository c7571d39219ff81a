import { z } from '../schema';

/** Side of a mask's tiles in picture pixels. */
export const MASK_TILE = 256;

/** Characters of the longest packed tile: runs of one pixel each, two bytes a run, four characters for three bytes. */
const MOST_CHARACTERS = 4 * Math.ceil((2 * MASK_TILE * MASK_TILE) / 3);

/**
 * A tile of a mask of the photo's extent: values 0 (fine) to 255 (damaged), row after row, packed by packRuns. Tiles
 * that aren't there are 0 throughout; a tile over the photo's border holds 0 beyond it.
 */
export const maskTile = z.object({
  column: z.int().min(0),
  row: z.int().min(0),
  // That it is base64 shows where it is unpacked: checked here too, long strokes hold the main process up.
  runs: z.string().max(MOST_CHARACTERS),
});
export type MaskTile = z.infer<typeof maskTile>;

/** Values four at a time; not to be written to. */
export function wordsOf(values: Uint8Array): Int32Array {
  const aligned = values.byteOffset % 4 === 0 ? values : values.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.length / 4));
}

const packed = new Uint8Array(4096);

/** Packs values as base64 of pairs: run length less one, value. */
export function packRuns(values: Uint8Array): string {
  const words = wordsOf(values);
  let bytes = '';
  let count = 0;
  for (let start = 0; start < values.length; ) {
    const value = values[start];
    const word = (value * 0x01010101) | 0;
    const most = Math.min(values.length, start + 256);
    let end = start + 1;
    while (end < most && values[end] === value) end += end % 4 === 0 && words[end / 4] === word ? 4 : 1;
    if (end > most) end = most;
    packed[count++] = end - start - 1;
    packed[count++] = value;
    // Characters by the thousand: one by one they cost more than all the rest.
    if (count === packed.length) {
      bytes += String.fromCharCode(...packed);
      count = 0;
    }
    start = end;
  }
  return btoa(bytes + String.fromCharCode(...packed.subarray(0, count)));
}

/** The `length` values of packed runs; a RangeError where they are more or fewer. */
export function unpackRuns(runs: string, length = MASK_TILE * MASK_TILE): Uint8Array {
  const bytes = atob(runs);
  const values = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const end = at + bytes.charCodeAt(i) + 1;
    if (end > length) throw new RangeError(`packed runs hold more than ${length} values`);
    values.fill(bytes.charCodeAt(i + 1), at, end);
    at = end;
  }
  if (at !== length) throw new RangeError(`packed runs hold ${at} values instead of ${length}`);
  return values;
}
