import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { decodePhoto } from './decode';
import { probePhoto } from './probe';
import { inWorkingFolder } from './working-folder';

/** A point spread function in row order. It sums to 1; its sides are odd and its origin is in the middle. */
export interface KernelPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

/** A larger picture is not a blur kernel but a photo given by mistake. */
const MAX_SIDE = 511;

/**
 * Reads a picture as a point spread function. The weight of a pixel is its brightness (the mean of the colour channels;
 * transparent counts as black). Even sides are padded by a row or column of zeros at the end, and the sum is normalised
 * to 1. Throws a PlainError if the picture can't be read, is all black, or is larger than 511 pixels a side.
 */
export async function readKernel(path: string): Promise<KernelPicture> {
  const info = await probePhoto(path);
  if (Math.max(info.width, info.height) > MAX_SIDE) {
    throw badRequest(said('kernelSize', { path, size: `${info.width}x${info.height}`, most: MAX_SIDE }));
  }
  return inWorkingFolder('kernel', async (folder) => {
    const rawPath = join(folder, 'kernel.raw');
    const picture = await decodePhoto(path, { rawPath });
    const bytes = Uint8Array.from(await readFile(rawPath));
    const samples = picture.depth === 16 ? new Uint16Array(bytes.buffer) : bytes;
    return normalise(samples, picture.width, picture.height, picture.channels, path);
  });
}

function normalise(
  samples: Uint8Array | Uint16Array,
  pictureWidth: number,
  pictureHeight: number,
  channels: number,
  path: string,
): KernelPicture {
  const width = pictureWidth + 1 - (pictureWidth % 2);
  const height = pictureHeight + 1 - (pictureHeight % 2);
  const hasAlpha = channels % 2 === 0;
  const colours = hasAlpha ? channels - 1 : channels;
  const data = new Float64Array(width * height);
  let sum = 0;
  for (let y = 0; y < pictureHeight; y++) {
    for (let x = 0; x < pictureWidth; x++) {
      const at = (y * pictureWidth + x) * channels;
      let weight = 0;
      for (let k = 0; k < colours; k++) weight += samples[at + k] ?? 0;
      if (hasAlpha) weight *= samples[at + colours] ?? 0;
      data[y * width + x] = weight;
      sum += weight;
    }
  }
  if (sum === 0) throw badRequest(said('kernelBlack', { path }));
  return { width, height, data: data.map((weight) => weight / sum) };
}
