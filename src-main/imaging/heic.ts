import { readFile, writeFile } from 'node:fs/promises';
import decodeHeic from 'heic-decode';
import type { RawPicture } from './raw-picture';

/**
 * Decodes the primary picture of a HEIC file into a raw picture of 8 bits (libheif in WebAssembly; sharp's libheif has
 * no HEVC decoder). libheif applies the file's own rotation and mirroring, so the EXIF orientation must not be applied.
 * Throws what the decoder throws, or a RangeError if the size isn't the expected one.
 */
export async function decodeHeicFile(path: string, primary: number, picture: RawPicture): Promise<void> {
  const images = await decodeHeic.all({ buffer: await readFile(path) });
  try {
    const image = images[primary] ?? images[0];
    if (!image) throw new RangeError('no picture inside');
    const { width, height, data } = await image.decode();
    if (width !== picture.width || height !== picture.height) {
      throw new RangeError(`decoded ${width}x${height}, expected ${picture.width}x${picture.height}`);
    }
    await writeFile(picture.path, selectChannels(data, picture.channels));
  } finally {
    images.dispose();
  }
}

/** Extracts 1 to 4 channels from RGBA; grey is taken from red, which equals the other two. */
function selectChannels(rgba: Uint8ClampedArray, channels: 1 | 2 | 3 | 4): Uint8Array {
  const order = { 1: [0], 2: [0, 3], 3: [0, 1, 2], 4: [0, 1, 2, 3] }[channels];
  const pixels = rgba.length / 4;
  const out = new Uint8Array(pixels * channels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let k = 0; k < channels; k++) out[pixel * channels + k] = rgba[pixel * 4 + (order[k] ?? 0)] ?? 0;
  }
  return out;
}
