import { open, writeFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import type { ResultFormat } from '../contract/photo-files';
import { readAll } from './vips-file';

/**
 * Runs a pipeline, writes the result to a file, and rejects if the file isn't complete. libvips doesn't report a disk
 * that fills while it writes WebP, so formats that are small or compressed in memory anyway are written here. Only PNG,
 * which may be as big as the picture, is written by libvips; its end is checked afterwards.
 */
export async function writeEncoded(
  pipeline: Sharp,
  format: Exclude<ResultFormat, 'tiff'>,
  path: string,
  density: number | undefined,
): Promise<void> {
  if (format === 'png') {
    await pipeline.toFile(path);
    return checkPngEnd(path);
  }
  const bytes = await pipeline.toBuffer();
  await writeFile(path, format === 'jpeg' ? withJfif(bytes, density) : bytes);
}

const PNG_END = '\0\0\0\0IEND\xaeB`\x82';

async function checkPngEnd(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = new Uint8Array(PNG_END.length);
    await readAll(file, tail, Math.max(0, size - tail.length));
    if (String.fromCharCode(...tail) !== PNG_END) throw new Error('the file came out cut off');
  } finally {
    await file.close();
  }
}

/**
 * Inserts a JFIF header (version 1.02: units, X and Y density), replacing one that is there. libvips writes neither the
 * header nor the resolution unless it also writes an EXIF block.
 */
function withJfif(jpeg: Uint8Array, density: number | undefined): Uint8Array[] {
  const dots = density ? Math.min(65535, Math.max(1, Math.round(density))) : 1;
  const units = density ? 1 : 0;
  const header = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\0\0\0\0\0\0\0', 'latin1');
  header[13] = units;
  header.writeUInt16BE(dots, 14);
  header.writeUInt16BE(dots, 16);
  const start = jpeg[3] === 0xe0 ? 2 + 2 + ((jpeg[4] ?? 0) * 256 + (jpeg[5] ?? 0)) : 2;
  return [header, jpeg.subarray(start)];
}
