import { type PictureRef, stampedPath } from '../../src-main/contract/window/basics';
import { bridge } from './client';

/** Address of a picture's thumbnail: the single tile of its smallest level. */
export function thumbnailUrl(picture: PictureRef): string {
  return bridge().pictures + stampedPath(picture, picture.levels - 1, 0, 0);
}
