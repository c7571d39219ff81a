import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import type { DisplayChannels } from './display-level';
import type { RawPicture } from './raw-picture';
import { MAX_PIXELS } from './sharp-input';
import { bytesOf, readStrips } from './strips';
import { convertSamples, HEADER_BYTES, vipsPathBeside, wrapSamples } from './vips-file';

const BLACK_AND_WHITE = 1;

/** Channels that a picture is shown with: grey becomes colour, alpha stays. */
export function displayChannels({ channels }: Pick<RawPicture, 'channels'>): DisplayChannels {
  return channels % 2 === 0 ? 4 : 3;
}

/**
 * Calls `take` with a picture's rows from the top in sRGB, 8 bits, of displayChannels; `scratch` names files that may
 * be made for a moment. Without a profile the numbers are sRGB's already.
 */
export async function eachDisplayStrip(
  picture: RawPicture,
  profile: Uint8Array | undefined,
  scratch: string,
  take: (rows: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  if (!profile) return eachStrip(picture, 0, take, signal);
  const own = vipsPathBeside(scratch);
  const shown = vipsPathBeside(scratch);
  try {
    // sharp leaves out the profile of what it takes for 16-bit grey, and takes the alpha of any other for 8 bits.
    const interpretation = picture.channels < 3 ? BLACK_AND_WHITE : undefined;
    const depth = picture.channels === 2 ? 8 : picture.depth;
    await wrapSamples(picture, own, { depth, profile, interpretation });
    await sharp(own, { limitInputPixels: MAX_PIXELS, sequentialRead: true })
      .withIccProfile('srgb', { attach: false })
      .toColourspace('srgb')
      .toFile(shown);
    await rm(own, { force: true });
    const converted: RawPicture = { ...picture, path: shown, channels: displayChannels(picture), depth: 8 };
    await eachStrip(converted, HEADER_BYTES, take, signal);
  } finally {
    await rm(own, { force: true });
    await rm(shown, { force: true });
  }
}

async function eachStrip(
  picture: RawPicture,
  offset: number,
  take: (rows: Uint8Array) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const { samples } of readStrips(picture, { offset, signal })) {
    await take(inColour(convertSamples(bytesOf(samples), picture.depth, 8), picture.channels));
  }
}

function inColour(samples: Uint8Array, channels: RawPicture['channels']): Uint8Array {
  if (channels > 2) return samples;
  const shown = channels + 2;
  const pixels = samples.length / channels;
  const colour = new Uint8Array(pixels * shown);
  for (let pixel = 0; pixel < pixels; pixel++) {
    colour.fill(samples[pixel * channels], pixel * shown, pixel * shown + 3);
    if (channels === 2) colour[pixel * shown + 3] = samples[pixel * channels + 1];
  }
  return colour;
}
