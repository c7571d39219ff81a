import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';

/** Pictures above this are refused in words before sharp would refuse them in its own. */
export const MAX_PIXELS = 1e9;

// libvips would otherwise answer from its cache after a file was rewritten under the same name.
sharp.cache(false);

/** libvips reads the end of a name in brackets as options of its decoders: `y.jpg[shrink=2]` is another file to it. */
function isReadAsOptions(path: string): boolean {
  return /\][^\p{L}\p{N}]*$/u.test(path);
}

/**
 * A sharp pipeline on one page of a file. Fails on truncated files but not on mere warnings: many sound cameras'
 * files carry stray bytes or private tags that decoders warn about.
 */
export function openSharp(path: string, page = 0): Sharp {
  // No limit here: probePhoto refuses what is over MAX_PIXELS from the header.
  return sharp(isReadAsOptions(path) ? readFileSync(path) : path, {
    page,
    failOn: 'truncated',
    limitInputPixels: false,
    sequentialRead: true,
  });
}

/**
 * Keeps the file's own numbers: sharp converts to sRGB unless the working and output spaces are named and the
 * profile is kept, and cuts 16 bits to 8 unless the 16-bit space is named.
 */
export function ownNumbers(pipeline: Sharp, colourChannels: 1 | 3, depth: 8 | 16): Sharp {
  const grey = depth === 16 ? 'grey16' : 'b-w';
  const colour = depth === 16 ? 'rgb16' : 'srgb';
  return pipeline.keepIccProfile().toColourspace(colourChannels === 1 ? grey : colour);
}
