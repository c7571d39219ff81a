import { z } from '../schema';

/** Side of a mask's tiles in picture pixels. */
export const MASK_TILE = 256;

/** Characters of the longest packed tile: runs of one pixel, two bytes per run, four characters per three bytes. */
const MOST_CHARACTERS = 4 * Math.ceil((2 * MASK_TILE * MASK_TILE) / 3);

/**
 * A tile of a mask of the photo's extent: values 0 (undamaged) to 255 (damaged), row after row, packed by packRuns.
 * Missing tiles are all 0; a tile that crosses the photo's border is 0 beyond it.
 */
export const maskTile = z.object({
  column: z.int().min(0),
  row: z.int().min(0),
  // Unpacking checks that it is base64; a check here too would delay the main process during long strokes.
  runs: z.string().max(MOST_CHARACTERS),
});
export type MaskTile = z.infer<typeof maskTile>;

/** The values as words of four, for reading only. */
export function wordsOf(values: Uint8Array): Int32Array {
  const aligned = values.byteOffset % 4 === 0 ? values : values.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.length / 4));
}

/** Characters per call; creating them one by one would take more time than everything else. */
const CHARACTERS = 8192;

/** Packs values, whose number is a multiple of four, as base64 of pairs: run length - 1, value. */
export function packRuns(values: Uint8Array): string {
  const pairs = roomFor(2 * values.length);
  const count = writeRuns(wordsOf(values), pairs);
  let bytes = '';
  for (let start = 0; start < count; start += CHARACTERS) {
    const some = pairs.subarray(start, Math.min(start + CHARACTERS, count));
    // Spread arguments would be copied one by one.
    bytes += Reflect.apply(String.fromCharCode, null, some);
  }
  return btoa(bytes);
}

/** Writes the pairs and returns their bytes. Compares words if possible, because a stroke packs hundreds of tiles a second. */
function writeRuns(words: Int32Array, pairs: Uint8Array): number {
  let count = 0;
  let run = 0;
  let value = words[0] & 255;
  let same = (value * 0x01010101) | 0;
  for (const word of words) {
    if (word === same && run <= 252) run += 4;
    else {
      for (let shift = 0; shift < 32; shift += 8) {
        const next = (word >>> shift) & 255;
        if (next === value && run < 256) run++;
        else {
          pairs[count++] = run - 1;
          pairs[count++] = value;
          value = next;
          run = 1;
        }
      }
      same = (value * 0x01010101) | 0;
    }
  }
  pairs[count++] = run - 1;
  pairs[count++] = value;
  return count;
}

let room = new Uint8Array(0);

/** A buffer that is reused, and replaced if it is too small. */
function roomFor(length: number): Uint8Array {
  if (room.length < length) room = new Uint8Array(length);
  return room;
}

/** The `length` values of packed runs. Throws a RangeError if there are more or fewer. */
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
