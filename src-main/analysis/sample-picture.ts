import type { RawPicture } from '../imaging/raw-picture';
import { lumaOf, type Plane, readColours, withPicture } from './plane';
import { sampleAreas } from './sample-areas';

/** Areas that represent a picture: the colour channels of each (one if it is grey) and their luma. */
export interface PictureSample {
  readonly colours: readonly (readonly Plane[])[];
  readonly lumas: readonly Plane[];
}

/** Reads the areas of sampleAreas: at most about 1.3 megapixels for a picture of any size. */
export async function samplePicture(picture: RawPicture, signal?: AbortSignal): Promise<PictureSample> {
  const colours: Plane[][] = [];
  await withPicture(picture, async (file) => {
    for (const area of sampleAreas(picture.width, picture.height)) {
      signal?.throwIfAborted();
      colours.push(await readColours(file, picture, area));
    }
  });
  return { colours, lumas: colours.map(lumaOf) };
}
