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

/** Characters that are made at once: one by one they cost more than all the rest. */
const CHARACTERS = 8192;

/** Packs values, a multiple of four of them, as base64 of pairs: run length less one, value. */
export function packRuns(values: Uint8Array): string {
  const pairs = roomFor(2 * values.length);
  const count = writeRuns(wordsOf(values), pairs);
  let bytes = '';
  for (let start = 0; start < count; start += CHARACTERS) {
    const some = pairs.subarray(start, Math.min(start + CHARACTERS, count));
    // Spread out as arguments they would be copied one by one.
    bytes += Reflect.apply(String.fromCharCode, null, some);
  }
  return btoa(bytes);
}

/** Writes the pairs and returns how many bytes they are. A stroke packs hundreds of tiles a second: words where they go. */
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

/** Room that is used again and again; more than it holds is made anew. */
function roomFor(length: number): Uint8Array {
  if (room.length < length) room = new Uint8Array(length);
  return room;
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
