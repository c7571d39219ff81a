import { open } from 'node:fs/promises';
import { isDamaged } from '../../contract/mask';
import {
  allocateSamples,
  type OpenPicture,
  type RawPicture,
  type RawSamples,
  readRectangle,
  writeRectangle,
} from '../../imaging/raw-picture';
import { colourChannels, whiteOf } from '../../measurement/photo-planes';

/** How many pixels of a damaged photo become one pixel of its smaller copy, along each side. */
export const COARSE_FACTOR = 4;
/** Rows of the copy made at a time. */
const BAND = 64;

export interface Damaged {
  readonly photo: RawPicture;
  readonly mask: RawPicture;
}

/**
 * Writes a reduced copy of a damaged photo (16 bits, without alpha) and of its mask. A pixel of the copy is the mean of
 * the undamaged pixels of its block; it is damaged if more than half of the block is. Blocks at the right and lower
 * border may be smaller.
 */
export async function shrinkDamaged(
  photo: OpenPicture,
  mask: OpenPicture,
  paths: { readonly photo: string; readonly mask: string },
): Promise<Damaged> {
  const width = Math.ceil(photo.picture.width / COARSE_FACTOR);
  const height = Math.ceil(photo.picture.height / COARSE_FACTOR);
  const channels = colourChannels(photo.picture);
  const small: RawPicture = { path: paths.photo, width, height, channels, depth: 16 };
  const smallMask: RawPicture = { path: paths.mask, width, height, channels: 1, depth: 8 };
  const files = [await open(small.path, 'w'), await open(smallMask.path, 'w')] as const;
  try {
    for (let top = 0; top < height; top += BAND) {
      const rows = Math.min(BAND, height - top);
      const means = await bandOfMeans(photo, mask, { top, rows, width, channels });
      const area = { x: 0, y: top, width, height: rows };
      await writeRectangle(files[0], small, area, means.samples);
      await writeRectangle(files[1], smallMask, area, means.damaged);
    }
  } finally {
    for (const file of files) await file.close();
  }
  return { photo: small, mask: smallMask };
}

interface Band {
  readonly top: number;
  readonly rows: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

interface Means {
  readonly samples: RawSamples;
  readonly damaged: RawSamples;
}

async function bandOfMeans(photo: OpenPicture, mask: OpenPicture, band: Band): Promise<Means> {
  const { picture } = photo;
  const first = band.top * COARSE_FACTOR;
  const last = Math.min(picture.height, (band.top + band.rows) * COARSE_FACTOR);
  const area = { x: 0, y: first, width: picture.width, height: last - first };
  const source = await readRectangle(photo.file, picture, area);
  const damage = await readRectangle(mask.file, mask.picture, area);
  const gain = whiteOf(16) / whiteOf(picture.depth);
  const samples = allocateSamples(16, band.width * band.rows * band.channels);
  const damaged = allocateSamples(8, band.width * band.rows);
  const sums = [0, 0, 0];
  for (let i = 0; i < damaged.length; i++) {
    const left = (i % band.width) * COARSE_FACTOR;
    const top = Math.floor(i / band.width) * COARSE_FACTOR;
    const right = Math.min(area.width, left + COARSE_FACTOR);
    const bottom = Math.min(area.height, top + COARSE_FACTOR);
    let count = 0;
    sums.fill(0);
    for (let y = top; y < bottom; y++) {
      for (let pixel = y * area.width + left; pixel < y * area.width + right; pixel++) {
        if (isDamaged(damage[pixel])) continue;
        count++;
        for (let c = 0; c < band.channels; c++) sums[c] += source[pixel * picture.channels + c];
      }
    }
    damaged[i] = 2 * count < (right - left) * (bottom - top) ? 255 : 0;
    for (let c = 0; c < band.channels && count > 0; c++) {
      samples[i * band.channels + c] = Math.round((gain * sums[c]) / count);
    }
  }
  return { samples, damaged };
}
