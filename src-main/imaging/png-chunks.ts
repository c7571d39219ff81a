import type { FileHandle } from 'node:fs/promises';
import { createInflate } from 'node:zlib';

/** Most bytes that a PNG's compressed text chunks may unpack to; profiles and edit histories take a few megabytes. */
const MAX_UNPACKED = 32 << 20;
/** Most bytes of text chunks as stored, because readers also load uncompressed ones whole. */
const MAX_PACKED = 64 << 20;
const WINDOW = 1 << 18;

/** A PNG's text chunks are larger than those of any real photo. */
export class TooMuchText extends Error {}

/**
 * Measures the unpacked size of a PNG's text and profile chunks without keeping them, and returns its number of frames
 * (PNG, third edition, section 11.3.6.1: more than 1 in an animated one). Throws TooMuchText if the texts are too large.
 * Invalid chunks are left to the decoder.
 */
export async function checkPngChunks(file: FileHandle, size: number): Promise<number> {
  let [unpacked, packed, frames] = [0, 0, 1];
  let window = Buffer.alloc(0);
  let from = 0;
  const at = async (place: number, length: number) => {
    if (place < from || place + length > from + window.length) {
      window = Buffer.alloc(Math.min(WINDOW, size - place));
      const { bytesRead } = await file.read(window, 0, window.length, place);
      window = window.subarray(0, bytesRead);
      from = place;
    }
    return window.subarray(place - from, place - from + length);
  };
  for (let place = 8; place + 12 <= size; ) {
    const head = await at(place, 8);
    if (head.length < 8) return frames;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const end = Math.min(size, place + 8 + length);
    if (type === 'iTXt' || type === 'zTXt' || type === 'iCCP' || type === 'tEXt' || type === 'eXIf') {
      packed += end - place;
      if (packed > MAX_PACKED) throw new TooMuchText(`${packed} bytes of notes`);
      const stream = streamStart(type, await at(place + 8, Math.min(1024, end - place - 8)));
      if (stream !== undefined) {
        unpacked += await unpackedBytes(file, place + 8 + stream, end, MAX_UNPACKED - unpacked);
        if (unpacked > MAX_UNPACKED) throw new TooMuchText(`${unpacked} bytes unpacked`);
      }
    }
    if (type === 'acTL' && length === 8) {
      const control = await at(place + 8, 4);
      if (control.length === 4) frames = control.readUInt32BE(0);
    }
    if (type === 'IEND') return frames;
    place = place + 12 + length;
  }
  return frames;
}

/** Where a chunk's zlib stream begins; undefined if it has none. */
function streamStart(type: string, body: Buffer): number | undefined {
  const keyword = body.indexOf(0);
  if (keyword < 0 || type === 'tEXt' || type === 'eXIf') return undefined;
  if (type !== 'iTXt') return keyword + 2;
  if (body[keyword + 1] !== 1) return undefined;
  const language = body.indexOf(0, keyword + 3);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  return translated < 0 ? undefined : translated + 1;
}

/** Counts the bytes of an unpacked zlib stream, stopping above `most` or at the first damage. */
async function unpackedBytes(file: FileHandle, from: number, end: number, most: number): Promise<number> {
  const inflate = createInflate();
  let bytes = 0;
  const done = new Promise<void>((resolve) => {
    inflate.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) resolve();
    });
    inflate.on('end', resolve).on('error', () => resolve());
  });
  let isOver = false;
  const over = done.then(() => {
    isOver = true;
  });
  const buffer = Buffer.alloc(1 << 16);
  for (let place = from; place < end && !isOver; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - place), place);
    if (bytesRead === 0) break;
    place += bytesRead;
    const taken = new Promise<void>((resolve) =>
      inflate.write(Buffer.from(buffer.subarray(0, bytesRead)), () => resolve()),
    );
    await Promise.race([taken, over]);
  }
  if (!isOver) inflate.end();
  await done;
  inflate.destroy();
  return bytes;
}
