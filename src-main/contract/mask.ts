/**
 * A mask has a value of 8 bits for each pixel of its photo. From this value on the pixel is damaged, and its value up
 * to 255 says how far the restoration shows there (`shareOf`). Below it the pixel is undamaged, whatever was painted.
 *
 * It has one form in each place. In memory: tiles (MASK_TILE in window/mask-tiles.ts), where absent ones are 0. On
 * the wire: the same tiles, packed as runs. On disk: a picture of one channel, raw or PNG; a mask that is being
 * painted: the packed tiles (studio/mask-journal.ts). All keep what was painted, and readers ask `isDamaged`.
 *
 * The operators' `measured` arrays are made from it where a region is read (measurement/read-measurement.ts): 0 where
 * the pixel is damaged, 1 elsewhere.
 */
export const DAMAGED = 128;

/** Whether a mask's value marks damage. */
export function isDamaged(value: number): boolean {
  return value >= DAMAGED;
}

/** How far the restoration shows under a mask's value: 0 where it is undamaged, from 1/128 at DAMAGED to 1 at 255. */
export function shareOf(value: number): number {
  return value < DAMAGED ? 0 : (value - DAMAGED + 1) / (256 - DAMAGED);
}
