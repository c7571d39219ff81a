import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { RawPicture, Rectangle } from './raw-picture';

/**
 * The whole pixels of a picture that an area touches. Throws a PlainError (bad request) where it touches none.
 */
export function wholePixels(area: Rectangle, picture: Pick<RawPicture, 'width' | 'height'>): Rectangle {
  // What a sum of fractions is off a whole number isn't worth a pixel.
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
