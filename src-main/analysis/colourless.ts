import type { Plane } from './plane';

/** Channels further apart than so many levels are a colour; JPEG alone makes a few levels of difference. */
const TINT = 6;
/** Share of coloured pixels that a grey photo may have (a stamp, a coloured speck). */
const SPECKS = 1e-4;

/**
 * Whether areas of a photo (their colour channels) are grey: one channel, or three that say the same, as scans of
 * black-and-white prints often do. A toned (sepia) print is not.
 */
export function looksColourless(areas: readonly (readonly Plane[])[]): boolean {
  let coloured = 0;
  let pixels = 0;
  for (const [red, green, blue] of areas) {
    pixels += red.data.length;
    if (!green || !blue) continue;
    for (let i = 0; i < red.data.length; i++) {
      const [r, g, b] = [red.data[i], green.data[i], blue.data[i]];
      if (Math.max(r, g, b) - Math.min(r, g, b) > TINT) coloured++;
    }
  }
  return coloured <= SPECKS * pixels;
}
