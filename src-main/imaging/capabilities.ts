import { badRequest } from '../contract/errors';
import type { ResultFormat } from '../contract/photo-files';
import { said } from '../contract/said';
import type { EncodeOptions } from './encode-options';
import type { RawPicture } from './raw-picture';

/**
 * Throws a PlainError (bad request) if the format of `out` can't hold these pictures. Called before any work is done,
 * so that an hour's restoration isn't lost to a wrong format.
 */
export function checkCapabilities(
  format: ResultFormat,
  pages: readonly Pick<RawPicture, 'width' | 'height' | 'channels'>[],
  out: string,
  { quality }: Pick<EncodeOptions, 'quality'>,
): void {
  if (pages.length > 1 && format !== 'tiff') {
    throw badRequest(said('onePageOnly', { path: out, pages: pages.length }));
  }
  if (quality !== undefined && !(Number.isInteger(quality) && quality >= 1 && quality <= 100)) {
    throw badRequest(said('qualityRange', { quality: String(quality), path: out }));
  }
  const limit = { jpeg: 65535, webp: 16383, avif: 65535, png: 2 ** 31 - 1, tiff: 2 ** 32 - 1 }[format];
  for (const { width, height, channels } of pages) {
    if (Math.max(width, height) > limit) {
      throw badRequest(said('tooManyPixels', { path: out, size: `${width}x${height}`, most: limit }));
    }
    if (format === 'jpeg' && channels % 2 === 0) {
      throw badRequest(said('noTransparency', { path: out }));
    }
  }
}
