import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { decodePhoto } from './decode';
import { FORMAT_NAMES } from './photo-info';
import { probePhoto, truncatedRefusal } from './probe';
import { openSharp } from './sharp-input';
import { inWorkingFolder } from './working-folder';

const QUALITY = 80;

/**
 * Makes an upright sRGB JPEG thumbnail of a photo's first page, with neither side over `side` pixels. JPEGs are decoded
 * at a fraction of their size, which takes milliseconds. Throws a PlainError as decodePhoto does.
 */
export async function makeThumbnail(path: string, side: number): Promise<Uint8Array> {
  const info = await probePhoto(path);
  try {
    if (info.format !== 'heic') return await small(openSharp(path).autoOrient(), side);
    return await inWorkingFolder('thumbnail', async (folder) => {
      const raw = await decodePhoto(path, { rawPath: join(folder, 'photo.raw') });
      const { width, height, channels } = raw;
      // The colour profile is ignored, so wide-gamut colours look slightly pale on the thumbnail.
      return await small(sharp(raw.path, { raw: { width, height, channels } }), side);
    });
  } catch (error) {
    throw truncatedRefusal(path, FORMAT_NAMES[info.format], error);
  }
}

async function small(picture: Sharp, side: number): Promise<Uint8Array> {
  return picture
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
