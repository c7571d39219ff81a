import { open } from 'node:fs/promises';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { type RawPicture, readRectangle } from './raw-picture';
import { readStrips } from './strips';

/** Reads the samples of a pixel in the file's own numbers, alpha last. Throws a PlainError if it lies outside. */
export async function pixelAt(picture: RawPicture, x: number, y: number): Promise<number[]> {
  checkInside(picture, x, y);
  const file = await open(picture.path, 'r');
  try {
    return [...(await readRectangle(file, picture, { x, y, width: 1, height: 1 }))];
  } finally {
    await file.close();
  }
}

/** Counts the samples at each level 0 to 255, per colour channel (without alpha); 16-bit samples are rounded to 8. */
export async function histogram(picture: RawPicture, signal?: AbortSignal): Promise<number[][]> {
  const { channels, depth } = picture;
  const colours = channels > 2 ? 3 : 1;
  const counts = Array.from({ length: colours }, () => new Float64Array(depth === 16 ? 65536 : 256));
  for await (const { samples } of readStrips(picture, { signal })) {
    for (const [c, count] of counts.entries()) {
      for (let k = c; k < samples.length; k += channels) count[samples[k]]++;
    }
  }
  return counts.map((count) => (depth === 16 ? toLevels(count) : [...count]));
}

function toLevels(counts: Float64Array): number[] {
  const levels = new Array<number>(256).fill(0);
  for (const [value, count] of counts.entries()) levels[Math.round(value / 257)] += count;
  return levels;
}

/** Throws a PlainError (bad request) if a pixel lies outside the picture. */
export function checkInside({ width, height }: RawPicture, x: number, y: number): void {
  if (x < width && y < height) return;
  throw badRequest(said('noPixel', { x, y, size: `${width}x${height}` }));
}
