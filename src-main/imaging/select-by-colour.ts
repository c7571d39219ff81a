import { MASK_TILE, type MaskTile } from '../contract/window/mask-tiles';
import { BitMap, floodFill } from './flood-fill';
import { bandToTiles } from './mask-tiles';
import { checkInside, pixelAt } from './numbers';
import type { RawPicture } from './raw-picture';
import { readStrips } from './strips';

export interface ColourSelection {
  readonly x: number;
  readonly y: number;
  /** Largest difference to the pixel in any channel, alpha included, in 8-bit levels. */
  readonly tolerance: number;
  /** Selects only pixels that are 4-connected to the given one through pixels of similar colour. */
  readonly contiguous: boolean;
}

/**
 * Returns a mask (255) of the pixels whose colour is similar to that of the pixel at x, y, compared in the file's own
 * numbers. Needs two bits of memory per pixel. Throws a PlainError (bad request) if the pixel lies outside.
 */
export async function selectByColour(
  picture: RawPicture,
  { x, y, tolerance, contiguous }: ColourSelection,
  signal?: AbortSignal,
): Promise<MaskTile[]> {
  checkInside(picture, x, y);
  const alike = await similarPixels(picture, await pixelAt(picture, x, y), tolerance, signal);
  const { width, height } = picture;
  const selected = contiguous ? await floodFill(alike, width, height, x, y, signal) : alike;
  const tiles: MaskTile[] = [];
  for (let top = 0; top < height; top += MASK_TILE) {
    const band = new Uint8Array(width * Math.min(MASK_TILE, height - top));
    for (let i = 0; i < band.length; i++) if (selected.has(top * width + i)) band[i] = 255;
    tiles.push(...bandToTiles(band, width, top / MASK_TILE));
  }
  return tiles;
}

async function similarPixels(
  picture: RawPicture,
  colour: readonly number[],
  tolerance: number,
  signal: AbortSignal | undefined,
): Promise<BitMap> {
  const { width, height, channels, depth } = picture;
  const most = tolerance * (depth === 16 ? 257 : 1);
  const alike = new BitMap(width * height);
  for await (const { y, samples } of readStrips(picture, { signal })) {
    for (let k = 0, pixel = y * width; k < samples.length; k += channels, pixel++) {
      let c = 0;
      while (c < channels && Math.abs(samples[k + c] - colour[c]) <= most) c++;
      if (c === channels) alike.add(pixel);
    }
  }
  return alike;
}
