import { badRequest } from '../contract/errors';
import type { Rectangle } from '../contract/geometry';
import { said } from '../contract/said';
import type { RawPicture } from './raw-picture';

/**
 * Returns the whole pixels of a picture that an area touches. Throws a PlainError (bad request) if it touches none.
 */
export function wholePixels(area: Rectangle, picture: Pick<RawPicture, 'width' | 'height'>): Rectangle {
  // A rounding error in a sum of fractions must not add a pixel.
  const x = Math.max(0, Math.floor(area.x + SLACK));
  const y = Math.max(0, Math.floor(area.y + SLACK));
  const right = Math.min(picture.width, Math.ceil(area.x + area.width - SLACK));
  const bottom = Math.min(picture.height, Math.ceil(area.y + area.height - SLACK));
  if (right <= x || bottom <= y) {
    throw badRequest(said('areaOutside'));
  }
  return { x, y, width: right - x, height: bottom - y };
}

const SLACK = 1e-6;
