import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { badRequest } from '../contract/errors';
import type { Extent } from '../contract/geometry';
import { LUMA_WEIGHTS } from '../contract/luma';
import { DAMAGED, isDamaged } from '../contract/mask';
import { said } from '../contract/said';
import type { MaskTile } from '../contract/window/mask-tiles';
import { MAX_PIXELS } from '../contract/window/saving';
import { decodePhoto } from './decode';
import { writeEncoded } from './encoded-file';
import { writeMask } from './mask-tiles';
import { writeAtomically } from './output';
import { probePhoto } from './probe';
import type { RawPicture } from './raw-picture';
import { replaceFile } from './replace-file';
import { ownNumbers } from './sharp-input';
import { readAll, vipsPathBeside, wrapSamples, writeAll } from './vips-file';
import { onWorkingFiles } from './working-files';
import { inWorkingFolder } from './working-folder';

const CHUNK_PIXELS = 1 << 20;

/**
 * Reads a picture as a mask of an upright photo of `width` x `height` and writes it to `rawPath` (one channel of 8
 * bits). A pixel lighter than middle grey is damaged and keeps its luma (128 to 255); all others are 0. Transparent
 * counts as black. Throws a PlainError as decodePhoto does, and if the size differs.
 */
export async function readMask(
  path: string,
  width: number,
  height: number,
  rawPath: string,
): Promise<RawPicture> {
  const decodedPath = `${rawPath}.mask`;
  // Checked before decoding, which would take memory for whatever size the file states.
  const found = await probePhoto(path);
  if (found.width !== width || found.height !== height) {
    const [size, other] = [`${found.width}x${found.height}`, `${width}x${height}`];
    throw badRequest(said('maskSize', { path, size, other }));
  }
  try {
    const picture = await decodePhoto(path, { rawPath: decodedPath });
    // A working file ends with its process, so nothing is synced.
    await replaceFile(rawPath, (temporary) => thresholdFile(picture, temporary), { synced: 'nothing' });
  } finally {
    await rm(decodedPath, { force: true });
  }
  return { path: rawPath, width, height, channels: 1, depth: 8 };
}

async function thresholdFile(picture: RawPicture, out: string): Promise<void> {
  const from = await open(picture.path, 'r');
  const to = await open(out, 'w');
  try {
    const pixels = picture.width * picture.height;
    const pixelBytes = picture.channels * (picture.depth / 8);
    for (let done = 0; done < pixels; done += CHUNK_PIXELS) {
      const count = Math.min(CHUNK_PIXELS, pixels - done);
      const bytes = new Uint8Array(count * pixelBytes);
      await readAll(from, bytes, done * pixelBytes);
      await writeAll(to, threshold(bytes, picture), done);
    }
  } finally {
    await from.close();
    await to.close();
  }
}

function threshold(bytes: Uint8Array, { channels, depth }: RawPicture): Uint8Array {
  const samples = depth === 16 ? new Uint16Array(bytes.buffer) : bytes;
  const white = depth === 16 ? 65535 : 255;
  const mask = new Uint8Array(samples.length / channels);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const at = pixel * channels;
    const sample = (k: number) => samples[at + k] ?? 0;
    const luma =
      channels < 3 ? sample(0) : LUMA_WEIGHTS.reduce((sum, weight, c) => sum + weight * sample(c), 0);
    const alpha = channels % 2 === 0 ? sample(channels - 1) / white : 1;
    // 127 of 255 is dark and 128 is light; half of white separates them at both depths.
    const mark = luma * alpha;
    if (mark * 2 > white) mask[pixel] = Math.max(DAMAGED, Math.round((mark / white) * 255));
  }
  return mask;
}

/** Counts the damaged pixels (over 127) of a mask as readMask writes it. */
export async function countDamaged(mask: RawPicture): Promise<number> {
  const file = await open(mask.path, 'r');
  try {
    const pixels = mask.width * mask.height;
    let damaged = 0;
    for (let done = 0; done < pixels; done += CHUNK_PIXELS) {
      const bytes = new Uint8Array(Math.min(CHUNK_PIXELS, pixels - done));
      await readAll(file, bytes, done);
      for (const value of bytes) if (isDamaged(value)) damaged++;
    }
    return damaged;
  } finally {
    await file.close();
  }
}

/**
 * Writes a mask as an 8-bit grey PNG, white where damaged, with soft edges as painted. The file appears complete or not
 * at all. Throws a PlainError if it can't be written.
 */
export async function saveMaskFile(
  tiles: readonly MaskTile[],
  extent: Extent,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  await inWorkingFolder('mask', async (folder) => {
    const rawPath = join(folder, 'mask.raw');
    const vipsPath = vipsPathBeside(rawPath);
    await onWorkingFiles(async () => {
      const { mask } = await writeMask(tiles, extent, rawPath, { signal });
      await wrapSamples(mask, vipsPath, { depth: 8 });
    });
    const write = (temporary: string) => {
      const input = sharp(vipsPath, { limitInputPixels: MAX_PIXELS, sequentialRead: true });
      return writeEncoded(ownNumbers(input, 1, 8).png(), 'png', temporary, undefined);
    };
    await writeAtomically(path, write, { signal });
  });
}
