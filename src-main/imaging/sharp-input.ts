import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';

// Otherwise libvips would serve old contents from its cache after a file was rewritten under the same name.
sharp.cache(false);

/** libvips reads a bracketed end of a file name as decoder options, as in `y.jpg[shrink=2]`. */
function isReadAsOptions(path: string): boolean {
  return /\][^\p{L}\p{N}]*$/u.test(path);
}

/**
 * Opens a sharp pipeline on one page of a file. It fails on truncated files, but not on warnings: many sound camera
 * files have stray bytes or private tags that decoders warn about.
 */
export function openSharp(path: string, page = 0): Sharp {
  // No limit here, because probePhoto refuses pictures over MAX_PIXELS by their header.
  return sharp(isReadAsOptions(path) ? readFileSync(path) : path, {
    page,
    failOn: 'truncated',
    limitInputPixels: false,
    sequentialRead: true,
  });
}

/**
 * Makes a pipeline keep the file's own numbers. Otherwise sharp converts to sRGB unless the colour space is named and
 * the profile is kept, and cuts 16 bits to 8 unless the 16-bit space is named.
 */
export function ownNumbers(pipeline: Sharp, colourChannels: 1 | 3, depth: 8 | 16): Sharp {
  const grey = depth === 16 ? 'grey16' : 'b-w';
  const colour = depth === 16 ? 'rgb16' : 'srgb';
  return pipeline.keepIccProfile().toColourspace(colourChannels === 1 ? grey : colour);
}
