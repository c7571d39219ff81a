import type { FileHandle } from 'node:fs/promises';
import type { Rectangle } from '../contract/geometry';
import type { RawPicture } from '../imaging/raw-picture';
import { emptyPlane, type Plane, readColours } from './plane';

/** Rows of the result per step; bounds the memory for any factor. */
const ROWS = 64;

/**
 * An area's colour channels averaged over squares of side `factor`; squares at the right and bottom border may be
 * smaller.
 */
export async function readReduced(
  file: FileHandle,
  picture: RawPicture,
  area: Rectangle,
  factor: number,
): Promise<Plane[]> {
  if (factor === 1) return readColours(file, picture, area);
  const width = Math.ceil(area.width / factor);
  const height = Math.ceil(area.height / factor);
  const planes = Array.from({ length: picture.channels < 3 ? 1 : 3 }, () => emptyPlane(width, height));
  for (let top = 0; top < height; top += ROWS) {
    const y = area.y + top * factor;
    const rows = Math.min(ROWS * factor, area.y + area.height - y);
    const strip = await readColours(file, picture, { x: area.x, y, width: area.width, height: rows });
    for (const [channel, plane] of planes.entries()) average(strip[channel], factor, plane, top);
  }
  return planes;
}

function average(strip: Plane, factor: number, result: Plane, top: number): void {
  for (let y = 0; y * factor < strip.height; y++) {
    const bottom = Math.min(strip.height, (y + 1) * factor);
    for (let x = 0; x < result.width; x++) {
      const right = Math.min(strip.width, (x + 1) * factor);
      let sum = 0;
      for (let row = y * factor; row < bottom; row++)
        for (let i = row * strip.width + x * factor, end = row * strip.width + right; i < end; i++)
          sum += strip.data[i];
      const count = (bottom - y * factor) * (right - x * factor);
      result.data[(top + y) * result.width + x] = sum / count;
    }
  }
}
