import type { FileHandle } from 'node:fs/promises';
import type { Extent, Rectangle } from '../../contract/geometry';
import type { RawPicture } from '../../imaging/raw-picture';
import { lumaOf, type Plane } from '../plane';
import { readReduced } from '../read-reduced';
import { withMargin } from './parts';
import { STANDING_REACH, standingOut } from './standing-out';

/**
 * Gives each pixel's probability of being damaged [height, width] for a picture [3, height, width] in [-1, 1] whose sides
 * are multiples of 16.
 */
export type Finder = (picture: Float32Array, width: number, height: number) => Promise<Float32Array>;

/** The network's sides are multiples of this. */
const MULTIPLE = 16;
/** How far a pixel's probability depends on others, in pixels of the network's picture, at most. */
export const REACH = 112;
/** Pictures with more pixels are also analysed at a quarter of their size, because damage is wide in large scans. */
const LARGE = 4_000_000;

/** The reductions at which a picture is analysed: its own size and half of it, for large ones also a quarter. */
export function reductionsOf({ width, height }: Extent): number[] {
  return width * height > LARGE ? [1, 2, 4] : [1, 2];
}

/**
 * The probability of damage of each pixel of an area [height, width]: the largest over all reductions. The area's origin
 * is a multiple of the largest reduction; the surroundings that count are read with it, so areas fit together.
 */
export async function damageProbability(
  file: FileHandle,
  raw: RawPicture,
  area: Rectangle,
  finder: Finder,
): Promise<Float32Array> {
  const result = new Float32Array(area.width * area.height);
  for (const factor of reductionsOf(raw)) {
    const around = withMargin(area, (REACH + STANDING_REACH) * factor, raw);
    const planes = await readReduced(file, raw, around, factor);
    const { width } = planes[0];
    const { data: found } = await probabilityOf(planes, finder);
    const left = (area.x - around.x) / factor;
    const top = (area.y - around.y) / factor;
    for (let y = 0, i = 0; y < area.height; y++) {
      const row = (top + Math.floor(y / factor)) * width + left;
      for (let x = 0; x < area.width; x++, i++)
        result[i] = Math.max(result[i], found[row + Math.floor(x / factor)]);
    }
  }
  return result;
}

/** The probability of damage that stands out, for colour planes in levels (one or three). */
export async function probabilityOf(planes: readonly Plane[], finder: Finder): Promise<Plane> {
  const [{ width, height }] = planes;
  return standingOut(lumaOf(planes), { width, height, data: await networkAnswer(planes, finder) });
}

/** The network's answer, cut to the planes' size. */
async function networkAnswer(planes: readonly Plane[], finder: Finder): Promise<Float32Array> {
  const [{ width, height }] = planes;
  const wide = Math.ceil(width / MULTIPLE) * MULTIPLE;
  const high = Math.ceil(height / MULTIPLE) * MULTIPLE;
  const picture = new Float32Array(3 * wide * high);
  for (let channel = 0, i = 0; channel < 3; channel++) {
    const { data } = planes[Math.min(channel, planes.length - 1)];
    for (let y = 0; y < high; y++) {
      const row = Math.min(y, height - 1) * width;
      for (let x = 0; x < wide; x++) picture[i++] = data[row + Math.min(x, width - 1)] / 127.5 - 1;
    }
  }
  const found = await finder(picture, wide, high);
  if (wide === width) return found.subarray(0, width * height);
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) result.set(found.subarray(y * wide, y * wide + width), y * width);
  return result;
}
