import { badRequest } from '../../contract/errors';
import { isDamaged } from '../../contract/mask';
import { quoted } from '../../contract/said';
import type { RawPicture } from '../../imaging/raw-picture';
import { bytesOf } from '../../imaging/strips';
import type { Picture } from '../picture';
import { readFile, writeFile } from './memory-files';
import type { PageImage } from './types';

/** Writes a picture's samples to a file in memory. Throws a TypeError if their number doesn't match its size. */
export async function writePicture(given: Picture | PageImage, path: string): Promise<RawPicture> {
  const { width, height, data } = given;
  const { channels, depth } = 'channels' in given ? given : ({ channels: 4, depth: 8 } as const);
  const isWide = data instanceof Uint16Array;
  if (data.length !== width * height * channels || isWide !== (depth === 16) || data.length === 0)
    throw new TypeError(
      `restore: ${data.length} samples of ${8 * data.BYTES_PER_ELEMENT} bits for ${width}x${height} pixels of ${channels} channels of ${depth} bits`,
    );
  await writeFile(path, bytesOf(isWide ? data : new Uint8Array(data.buffer, data.byteOffset, data.length)));
  return { path, width, height, channels, depth };
}

/** Writes a mask to a file in memory, as readMask does: 0 where nothing is damaged. Throws a PlainError (bad request). */
export async function writeMask(
  mask: Uint8Array | Uint8ClampedArray,
  { width, height }: RawPicture,
  path: string,
): Promise<RawPicture> {
  if (mask.length !== width * height)
    throw badRequest(
      quoted(
        `The mask has ${mask.length} bytes and the picture ${width * height} pixels; give one byte for each pixel.`,
      ),
    );
  const damaged = Uint8Array.from(mask, (value) => (isDamaged(value) ? value : 0));
  const count = damaged.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  if (count === 0)
    throw badRequest(quoted('The mask marks nothing: 128 to 255 is damaged, and it has no such byte.'));
  if (count === mask.length)
    throw badRequest(quoted('The mask marks the whole picture as damaged; leave something to restore from.'));
  await writeFile(path, damaged);
  return { path, width, height, channels: 1, depth: 8 };
}

/** The samples of a file in memory. */
export async function readPicture({ path, width, height, channels, depth }: RawPicture): Promise<Picture> {
  const bytes = await readFile(path);
  return { width, height, channels, depth, data: depth === 16 ? new Uint16Array(bytes.buffer) : bytes };
}
