import { open } from 'node:fs/promises';
import type { Extent, Rectangle } from '../contract/geometry';
import { type RawPicture, readRectangle } from '../imaging/raw-picture';
import { toPlanes } from '../measurement/photo-planes';

/** Side of the scored square, in pixels. */
export const CROP = 128;
/** Extra pixels on each side of a convolution's crop, because the operator is circular and photos aren't. */
export const MARGIN = 32;

/** The square of 128 + 2 * margin pixels in the middle of a picture; undefined if the picture is smaller. */
export function centreCrop({ width, height }: Extent, margin: number): Rectangle | undefined {
  const side = CROP + 2 * margin;
  if (width < side || height < side) return undefined;
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side };
}

/** Reads the middle of a picture as three planes in [-1, 1]. Throws a RangeError if the picture is too small. */
export async function readCrop(picture: RawPicture, margin: number): Promise<Float32Array> {
  const area = centreCrop(picture, margin);
  if (!area)
    throw new RangeError(`${picture.width}x${picture.height} has no crop of ${CROP + 2 * margin} pixels`);
  const file = await open(picture.path, 'r');
  try {
    return toPlanes(await readRectangle(file, picture, area), picture);
  } finally {
    await file.close();
  }
}

/** Cuts the 128 x 128 middle out of planes that are `margin` pixels wider on each side. */
export function middleOf(planes: Float32Array, margin: number): Float32Array {
  if (margin === 0) return planes;
  const side = CROP + 2 * margin;
  const middle = new Float32Array(3 * CROP * CROP);
  for (let plane = 0; plane < 3; plane++) {
    for (let y = 0; y < CROP; y++) {
      const start = (plane * side + y + margin) * side + margin;
      middle.set(planes.subarray(start, start + CROP), (plane * CROP + y) * CROP);
    }
  }
  return middle;
}
