import { type PictureRef, tilePath } from '../../src-main/contract/window/basics';
import { bridge } from './client';

/** Address of the one tile that holds a picture's smallest level: its thumbnail. */
export function thumbnailUrl({ id, levels }: PictureRef): string {
  return bridge().pictures + tilePath(id, levels - 1, 0, 0);
}
