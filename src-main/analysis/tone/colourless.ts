import { open } from 'node:fs/promises';
import { type RawPicture, readRectangle } from '../../imaging/raw-picture';

/** Rows read at a time; bounds the memory for pictures of any size. */
const ROWS = 256;
/** Channels that differ by more than this share of white are a colour; JPEG alone causes differences of a few levels. */
const TINT = 6 / 255;
/** Share of coloured pixels that a grey photo may have (a stamp, a coloured speck). */
const SPECKS = 1e-4;

/**
 * Whether a photo is grey: it has one colour channel, or three equal ones, like many scans of black-and-white prints. A
 * toned (sepia) print isn't grey.
 */
export async function isColourless(picture: RawPicture): Promise<boolean> {
  if (picture.channels < 3) return true;
  const { width, height, channels, depth } = picture;
  const tint = TINT * (depth === 16 ? 65535 : 255);
  let coloured = 0;
  const file = await open(picture.path, 'r');
  try {
    for (let y = 0; y < height; y += ROWS) {
      const samples = await readRectangle(file, picture, {
        x: 0,
        y,
        width,
        height: Math.min(ROWS, height - y),
      });
      for (let i = 0; i < samples.length; i += channels) {
        const red = samples[i];
        const green = samples[i + 1];
        const blue = samples[i + 2];
        // Greatest difference, without a call for each pixel, because a preview waits for this.
        const redGreen = red > green ? red - green : green - red;
        const greenBlue = green > blue ? green - blue : blue - green;
        const blueRed = blue > red ? blue - red : red - blue;
        if (redGreen > tint || greenBlue > tint || blueRed > tint) coloured++;
      }
      if (coloured > SPECKS * width * height) return false;
    }
  } finally {
    await file.close();
  }
  return true;
}
