import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { RawPicture } from './raw-picture';
import { convertSamples, readAll, writeAll } from './vips-file';

/** Approximate bytes of samples in one strip; a few strips are held in memory. */
const STRIP_BYTES = 1 << 20;
/** Number of strips compressed at once, on libuv's threads. */
const STRIPS_AT_ONCE = 4;
const MAX_BYTES = 0xffffffff;

const compress = promisify(deflate);

export interface TiffPage {
  readonly picture: RawPicture;
  /** Dots per inch. */
  readonly density?: number | undefined;
  readonly profile?: Uint8Array | undefined;
  /** Text tags and their bytes, which end with a zero. */
  readonly texts?: ReadonlyMap<number, Uint8Array> | undefined;
}

/** The file would exceed the 4 GB that a classic TIFF can address. */
export class TiffTooBig extends Error {}

/**
 * Writes raw pictures of any size and kind as the pages of one TIFF (little-endian, strips, Deflate with horizontal
 * differencing; TIFF 6.0 and its Adobe technical notes). sharp's own TIFF output isn't used, because it takes only
 * pages of equal size, cuts 16 bits to 8 and can't keep a profile without converting to it. Memory is bounded by a few
 * strips. Throws TiffTooBig.
 */
export async function writeTiff(pages: readonly TiffPage[], path: string, depth: 8 | 16): Promise<void> {
  const file = await open(path, 'w');
  try {
    await writeAll(file, Uint8Array.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]), 0);
    let end = 8;
    let link = 4;
    for (const [number, page] of pages.entries()) {
      const strips = await writeStrips(file, page.picture, depth, end);
      const directory = encodeDirectory(page, strips, number, pages.length, depth);
      if (directory.at + directory.bytes.length > MAX_BYTES) throw new TiffTooBig(path);
      await writeAll(file, directory.bytes, directory.at);
      await writeAll(file, new Uint8Array(Uint32Array.of(directory.at).buffer), link);
      end = directory.at + directory.bytes.length;
      link = directory.next;
    }
  } finally {
    await file.close();
  }
}

interface Strips {
  readonly rows: number;
  readonly offsets: number[];
  readonly counts: number[];
  /** Where the next structure may start; TIFF requires an even position. */
  readonly end: number;
}

async function writeStrips(
  file: FileHandle,
  page: RawPicture,
  depth: 8 | 16,
  start: number,
): Promise<Strips> {
  const rowBytes = page.width * page.channels * (page.depth / 8);
  const rows = Math.min(page.height, Math.max(1, Math.floor(STRIP_BYTES / rowBytes)));
  const offsets: number[] = [];
  const counts: number[] = [];
  const source = await open(page.path, 'r');
  let end = start;
  try {
    for (let row = 0; row < page.height; ) {
      const compressed: Promise<Uint8Array>[] = [];
      for (; row < page.height && compressed.length < STRIPS_AT_ONCE; row += rows) {
        const bytes = new Uint8Array(Math.min(rows, page.height - row) * rowBytes);
        await readAll(source, bytes, row * rowBytes);
        compressed.push(
          compress(difference(convertSamples(bytes, page.depth, depth), page, depth), { level: 4 }),
        );
      }
      for (const strip of await Promise.all(compressed)) {
        if (end + strip.length > MAX_BYTES) throw new TiffTooBig(page.path);
        await writeAll(file, strip, end);
        offsets.push(end);
        counts.push(strip.length);
        end += strip.length;
      }
    }
  } finally {
    await source.close();
  }
  return { rows, offsets, counts, end: end + (end % 2) };
}

/** Replaces each sample by its difference from the pixel on its left, modulo the sample's range (predictor 2). */
function difference(bytes: Uint8Array, { width, channels }: RawPicture, depth: 8 | 16): Uint8Array {
  const samples = depth === 16 ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2) : bytes;
  const rowSamples = width * channels;
  for (let start = 0; start < samples.length; start += rowSamples) {
    for (let k = start + rowSamples - 1; k >= start + channels; k--) {
      samples[k] = (samples[k] ?? 0) - (samples[k - channels] ?? 0);
    }
  }
  return bytes;
}

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const UNDEFINED = 7;

type Entry = readonly [tag: number, type: number, count: number, value: Uint8Array];

function encodeDirectory(
  { picture, density, profile, texts = new Map() }: TiffPage,
  strips: Strips,
  number: number,
  pages: number,
  depth: 8 | 16,
): { at: number; bytes: Uint8Array; next: number } {
  const short = (tag: number, ...values: number[]): Entry => [tag, SHORT, values.length, words(2, values)];
  const long = (tag: number, ...values: number[]): Entry => [tag, LONG, values.length, words(4, values)];
  const alpha = picture.channels % 2 === 0;
  const entries: Entry[] = [
    long(254, pages > 1 ? 2 : 0),
    long(256, picture.width),
    long(257, picture.height),
    short(258, ...new Array<number>(picture.channels).fill(depth)),
    short(259, 8),
    short(262, picture.channels < 3 ? 1 : 2),
    [273, LONG, strips.offsets.length, words(4, strips.offsets)],
    short(277, picture.channels),
    long(278, strips.rows),
    [279, LONG, strips.counts.length, words(4, strips.counts)],
  ];
  if (density) {
    const ratio = words(4, [Math.round(density * 1000), 1000]);
    entries.push([282, RATIONAL, 1, ratio], [283, RATIONAL, 1, ratio]);
  }
  entries.push(short(284, 1));
  if (density) entries.push(short(296, 2));
  if (pages > 1) entries.push(short(297, number, pages));
  entries.push(short(317, 2));
  if (alpha) entries.push(short(338, 2));
  entries.push(short(339, ...new Array<number>(picture.channels).fill(1)));
  if (profile) entries.push([34675, UNDEFINED, profile.length, profile]);
  for (const [tag, value] of texts) entries.push([tag, ASCII, value.length, value]);
  // The entries of a directory are in ascending order of their tags.
  entries.sort(([a], [b]) => a - b);
  return layOut(entries, strips.end);
}

/** Encodes a directory at `at`: the entries, the link to the next directory, then the values too long for an entry. */
function layOut(entries: readonly Entry[], at: number): { at: number; bytes: Uint8Array; next: number } {
  const fixed = 2 + 12 * entries.length + 4;
  const extra = entries.reduce(
    (sum, [, , , value]) => sum + (value.length > 4 ? value.length + (value.length % 2) : 0),
    0,
  );
  const bytes = new Uint8Array(fixed + extra);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, entries.length, true);
  let free = fixed;
  entries.forEach(([tag, type, count, value], k) => {
    const entry = 2 + 12 * k;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, count, true);
    if (value.length <= 4) {
      bytes.set(value, entry + 8);
      return;
    }
    view.setUint32(entry + 8, at + free, true);
    bytes.set(value, free);
    free += value.length + (value.length % 2);
  });
  return { at, bytes, next: at + fixed - 4 };
}

function words(size: 2 | 4, values: readonly number[]): Uint8Array {
  const array = size === 2 ? Uint16Array.from(values) : Uint32Array.from(values);
  return new Uint8Array(array.buffer);
}
