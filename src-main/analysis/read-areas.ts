import type { RawPicture } from '../imaging/raw-picture';
import { analysedAreas } from './analysed-areas';
import { lumaOf, type Plane, readColours, withPicture } from './plane';

/** Areas that represent a picture: the colour channels of each (one if it is grey) and their luma. */
export interface PictureAreas {
  readonly colours: readonly (readonly Plane[])[];
  readonly lumas: readonly Plane[];
}

/** Reads the areas of analysedAreas: at most about 1.3 megapixels for a picture of any size. */
export async function readAreas(picture: RawPicture, signal?: AbortSignal): Promise<PictureAreas> {
  const colours: Plane[][] = [];
  await withPicture(picture, async (file) => {
    for (const area of analysedAreas(picture.width, picture.height)) {
      signal?.throwIfAborted();
      colours.push(await readColours(file, picture, area));
    }
  });
  return { colours, lumas: colours.map(lumaOf) };
}
