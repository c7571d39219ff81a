import type { Extent } from '../../contract/geometry';
import type { RegionPlace } from '../model/place';

/** Width of the border that has faded more, as a share of the print's shorter side. */
const REACH = 0.3;
/** Points along each side at which the noise of the whole picture is averaged. */
const POINTS = 64;

/** The additional loss at one coordinate: (1 - d / R)^2 at the distance d from the nearer end, 0 beyond the reach R. */
function lossAt(position: number, length: number, reach: number): number {
  const distance = Math.max(0, Math.min(position, length - position));
  return Math.max(0, 1 - distance / reach) ** 2;
}

/** The losses of the pixels of a line of `count` pixels. */
function losses(first: number, count: number, length: number, reach: number, step = 1): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => lossAt(first + (i + 0.5) * step, length, reach));
}

function reachOf({ pictureWidth, pictureHeight }: RegionPlace): number {
  return REACH * Math.min(pictureWidth, pictureHeight);
}

/**
 * The contrast at each pixel, relative to the middle, of a print that has faded more towards its borders: 1 in the
 * middle, 1 - share on the borders and in the corners. One plane of the extent; beyond the picture it has the border's
 * values.
 *
 * @param share share of the contrast that is lost at the border, 0 to below 1
 */
export function restAtEdges(share: number, place: RegionPlace, { width, height }: Extent): Float32Array {
  const reach = reachOf(place);
  const across = losses(place.x, width, place.pictureWidth, reach);
  const down = losses(place.y, height, place.pictureHeight, reach);
  const rest = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) rest[i] = 1 - share * (1 - (1 - across[x]) * (1 - down[y]));
  }
  return rest;
}

/** The factor by which the noise of a whole picture grows when its contrast is restored: the root mean square of 1 / rest. */
export function noiseGrowth(share: number, place: RegionPlace): number {
  const whole = { ...place, x: 0, y: 0 };
  const reach = reachOf(whole);
  const across = losses(0, POINTS, whole.pictureWidth, reach, whole.pictureWidth / POINTS);
  const down = losses(0, POINTS, whole.pictureHeight, reach, whole.pictureHeight / POINTS);
  let sum = 0;
  for (const row of down) {
    for (const column of across) sum += (1 - share * (1 - (1 - column) * (1 - row))) ** -2;
  }
  return Math.sqrt(sum / POINTS ** 2);
}
