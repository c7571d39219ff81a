import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { MAX_PIXELS } from '../contract/window/saving';
import type { DisplayChannels } from './display-level';
import type { RawPicture } from './raw-picture';
import { bytesOf, readStrips } from './strips';
import { convertSamples, HEADER_BYTES, vipsPathBeside, wrapSamples } from './vips-file';

const BLACK_AND_WHITE = 1;

/** The channels in which a picture is displayed: grey becomes RGB, alpha is kept. */
export function displayChannels({ channels }: Pick<RawPicture, 'channels'>): DisplayChannels {
  return channels % 2 === 0 ? 4 : 3;
}

/**
 * Calls `take` with a picture's rows from top to bottom, converted to 8-bit sRGB with displayChannels. Samples without
 * a profile are taken for sRGB. `scratch` is the prefix of temporary files.
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
    // sharp ignores the profile of a grey16 picture, and reads a 16-bit alpha as 8 bits in any other interpretation.
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
