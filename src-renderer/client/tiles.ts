import { type PictureRef, tilePath } from '../../src-main/contract/window/basics';
import { bridge } from './client';

/** Address of a picture's thumbnail: the single tile of its smallest level. */
export function thumbnailUrl({ id, levels }: PictureRef): string {
  return bridge().pictures + tilePath(id, levels - 1, 0, 0);
}
