import type { Metadata } from 'sharp';
import { MAX_PIXELS } from '../contract/window/saving';
import type { PhotoFormat } from './photo-info';

/** Samples of each kind of PNG's pixels, by colour type. */
const PNG_SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Deflate makes at most so many bytes of one. */
const DEFLATE = 1032;

/**
 * Whether a PNG of `size` bytes can hold the picture that its header (the first 26 bytes) states. Decoding one that
 * can't takes time and disk for rows that aren't there.
 */
export function pngCanHold(head: Uint8Array, size: number): boolean {
  if (head.length < 26) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  // The prober refuses so many pixels with a sentence of their own.
  if (width * height > MAX_PIXELS) return true;
  const bits = width * (PNG_SAMPLES[head[25]] ?? 4) * head[24];
  return height * (1 + Math.ceil(bits / 8)) <= DEFLATE * size;
}

/** Most pixels that a byte of a JPEG can stand for: one bit for a block of 64, and room for rarer kinds. */
const PER_BYTE = 1024;
/** Pixels that cost nothing, however they are stored. */
const FEW = 4e6;

/** Whether a JPEG of `size` bytes can hold the picture that its header states. */
export function jpegCanHold({ width, height }: Metadata, size: number): boolean {
  return width * height <= FEW + PER_BYTE * size;
}

/** Memory for pictures that have to be there as a whole. */
const MOST_AT_ONCE = 2 ** 30;
/** More, because phones make AVIF and HEIC of 50 megapixels and more. With the process's own it stays below 1.5 GB. */
const MOST_OF_PHONES = 1.25e9;

/** Bytes for each pixel that decoders of whole pictures take, measured with colour and alpha; 0 for those of rows. */
function bytesForEach(format: PhotoFormat, { depth }: Metadata): number {
  if (format === 'webp') return 6;
  if (format === 'heic') return 15;
  if (format !== 'avif') return 0;
  return depth === 'ushort' ? 24 : 18;
}

/**
 * Whether a decoder would need more memory for a picture than this program allows it. How large its file is doesn't
 * count, because anybody can make a file longer.
 */
export function takesTooMuch(format: PhotoFormat, metadata: Metadata): boolean {
  const { width, height, channels, depth, isProgressive, chromaSubsampling } = metadata;
  const pixels = width * height;
  const whole = bytesForEach(format, metadata);
  if (whole > 0) return pixels * whole > (format === 'webp' ? MOST_AT_ONCE : MOST_OF_PHONES);
  if (!isProgressive) return false;
  if (format !== 'jpeg') return pixels * channels * (depth === 'ushort' ? 2 : 1) > MOST_AT_ONCE;
  // A coefficient of two bytes for each sample.
  const samples = channels === 1 ? 1 : chromaSubsampling === '4:2:0' ? 1.5 : channels;
  return pixels * samples * 2 > MOST_AT_ONCE;
}
