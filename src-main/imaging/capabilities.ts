import { badRequest } from '../contract/errors';
import type { EncodeOptions } from './encode-options';
import type { OutputFormat } from './output';
import type { RawPicture } from './raw-picture';

/**
 * Throws a PlainError (bad request) where `out` can't hold pictures of these kinds: known before any work is done,
 * so that an hour's restoration isn't lost to the choice of a format.
 */
export function checkCapabilities(
  format: OutputFormat,
  pages: readonly Pick<RawPicture, 'width' | 'height' | 'channels'>[],
  out: string,
  { quality }: Pick<EncodeOptions, 'quality'>,
): void {
  if (pages.length > 1 && format !== 'tiff') {
    throw badRequest(`${out} can hold one page only and the photo has ${pages.length}; name it .tif.`);
  }
  if (quality !== undefined && !(Number.isInteger(quality) && quality >= 1 && quality <= 100)) {
    throw badRequest(`The quality ${quality} for ${out} is not a whole number from 1 to 100.`);
  }
  const limit = { jpeg: 65535, webp: 16383, avif: 65535, png: 2 ** 31 - 1, tiff: 2 ** 32 - 1 }[format];
  for (const { width, height, channels } of pages) {
    if (Math.max(width, height) > limit) {
      throw badRequest(
        `${out} can't hold ${width}x${height} pixels (at most ${limit} a side); name it .png or .tif.`,
      );
    }
    if (format === 'jpeg' && channels % 2 === 0) {
      throw badRequest(`${out} can't hold transparency as a JPEG; name it .png, .tif or .webp.`);
    }
  }
}
