import type { Metadata } from 'sharp';
import type { PhotoFormat } from '../contract/photo-files';
import { MAX_PIXELS } from '../contract/window/saving';

/** Samples of each kind of PNG's pixels, by colour type. */
const PNG_SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Most bytes that Deflate unpacks from one byte. */
const DEFLATE = 1032;

/**
 * Whether a PNG of `size` bytes can hold the picture that its header (the first 26 bytes) states. Otherwise decoding
 * would take time and disk space for rows that aren't there.
 */
export function pngCanHold(head: Uint8Array, size: number): boolean {
  if (head.length < 26) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  // probePhoto refuses so many pixels with its own message.
  if (width * height > MAX_PIXELS) return true;
  const bits = width * (PNG_SAMPLES[head[25]] ?? 4) * head[24];
  return height * (1 + Math.ceil(bits / 8)) <= DEFLATE * size;
}

/** Most pixels that a byte of a JPEG can stand for: one bit for a block of 64, and room for rarer kinds. */
const PER_BYTE = 1024;
/** A picture with fewer pixels costs little, however it is stored. */
const FEW = 4e6;

/** Whether a JPEG of `size` bytes can hold the picture that its header states. */
export function jpegCanHold({ width, height }: Metadata, size: number): boolean {
  return width * height <= FEW + PER_BYTE * size;
}

/** Most bytes of memory for a picture that is decoded as a whole. */
const MOST_AT_ONCE = 2 ** 30;
/**
 * The limit for AVIF and HEIC is higher, because phones take photos of 50 megapixels and more. With the process's own
 * memory it stays below 1.5 GB.
 */
const MOST_OF_PHONES = 1.25e9;

/** Bytes per pixel of decoders that hold the whole picture, measured with colour and alpha; 0 for decoders that work by rows. */
function bytesForEach(format: PhotoFormat, { depth }: Metadata): number {
  if (format === 'webp') return 6;
  if (format === 'heic') return 15;
  if (format !== 'avif') return 0;
  return depth === 'ushort' ? 24 : 18;
}

/**
 * Whether a decoder would need more memory for a picture than this program allows it. The file's size doesn't matter,
 * because a file can be padded.
 */
export function takesTooMuch(format: PhotoFormat, metadata: Metadata): boolean {
  const { width, height, channels, depth, isProgressive, chromaSubsampling } = metadata;
  const pixels = width * height;
  const whole = bytesForEach(format, metadata);
  if (whole > 0) return pixels * whole > (format === 'webp' ? MOST_AT_ONCE : MOST_OF_PHONES);
  if (!isProgressive) return false;
  if (format !== 'jpeg') return pixels * channels * (depth === 'ushort' ? 2 : 1) > MOST_AT_ONCE;
  // Two bytes for the coefficient of each sample.
  const samples = channels === 1 ? 1 : chromaSubsampling === '4:2:0' ? 1.5 : channels;
  return pixels * samples * 2 > MOST_AT_ONCE;
}
