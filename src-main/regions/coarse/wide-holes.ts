import { isDamaged } from '../../contract/mask';
import { type OpenPicture, readRectangle } from '../../imaging/raw-picture';

/** Rows of the mask examined at a time, which bounds the memory for masks of any size. */
const BAND = 256;

/**
 * Whether a disc of `radius` pixels fits into the damage: whether any damaged pixel is farther than that (Euclidean)
 * from every undamaged one. Pixels beyond the mask's border count as damaged.
 */
export async function hasWideHole({ file, picture }: OpenPicture, radius: number): Promise<boolean> {
  const { width, height } = picture;
  const reach = Math.floor(radius);
  for (let top = 0; top < height; top += BAND) {
    const bottom = Math.min(height, top + BAND);
    const from = Math.max(0, top - reach);
    const to = Math.min(height, bottom + reach);
    const mask = await readRectangle(file, picture, { x: 0, y: from, width, height: to - from });
    const nearest = verticalDistances(mask, width, to - from, reach + 1);
    for (let y = top - from; y < bottom - from; y++) {
      if (rowHasCentre(nearest.subarray(y * width, (y + 1) * width), radius)) return true;
    }
  }
  return false;
}

/** For each pixel the distance along its column to the nearest undamaged pixel, at most `most`. */
function verticalDistances(
  mask: ArrayLike<number>,
  width: number,
  height: number,
  most: number,
): Uint16Array {
  const distances = new Uint16Array(width * height);
  for (let i = 0; i < distances.length; i++) {
    if (isDamaged(mask[i])) distances[i] = i < width ? most : Math.min(most, distances[i - width] + 1);
  }
  for (let i = distances.length - width - 1; i >= 0; i--) {
    distances[i] = Math.min(distances[i], distances[i + width] + 1);
  }
  return distances;
}

function rowHasCentre(vertical: Uint16Array, radius: number): boolean {
  const squared = radius ** 2;
  for (let x = 0; x < vertical.length; x++) {
    if (vertical[x] > radius && isCentre(vertical, x, radius, squared)) return true;
  }
  return false;
}

function isCentre(vertical: Uint16Array, x: number, radius: number, squared: number): boolean {
  const right = Math.min(vertical.length - 1, x + radius);
  for (let i = Math.max(0, Math.ceil(x - radius)); i <= right; i++) {
    if ((i - x) ** 2 + vertical[i] ** 2 <= squared) return false;
  }
  return true;
}
