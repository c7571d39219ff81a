import { type FileHandle, open } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import { LUMA_WEIGHTS } from '../contract/luma';
import { type RawPicture, readRectangle } from '../imaging/raw-picture';

/** One channel of a part of a picture, row after row, in 8-bit levels (0 to 255, with fractions for 16 bits). */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A plane of zeros. */
export function emptyPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}

/** The colour channels of an area: one plane for a grey picture, otherwise three; without alpha. */
export async function readColours(file: FileHandle, picture: RawPicture, area: Rectangle): Promise<Plane[]> {
  const samples = await readRectangle(file, picture, area);
  const levels = picture.depth === 16 ? 1 / 257 : 1;
  const { channels } = picture;
  return Array.from({ length: channels < 3 ? 1 : 3 }, (_, channel) => {
    const plane = emptyPlane(area.width, area.height);
    for (let i = 0, at = channel; i < plane.data.length; i++, at += channels)
      plane.data[i] = samples[at] * levels;
    return plane;
  });
}

/** The luma of colour planes; a single plane is its own luma. */
export function lumaOf(colours: readonly Plane[]): Plane {
  const [first, green, blue] = colours;
  if (colours.length < 3) return first;
  const luma = emptyPlane(first.width, first.height);
  for (let i = 0; i < luma.data.length; i++)
    luma.data[i] =
      LUMA_WEIGHTS[0] * first.data[i] + LUMA_WEIGHTS[1] * green.data[i] + LUMA_WEIGHTS[2] * blue.data[i];
  return luma;
}

/** Runs `work` with the picture's file open. */
export async function withPicture<T>(
  picture: RawPicture,
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(picture.path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
