import { greenOf, LUMA_WEIGHTS } from '../contract/luma';
import type { Toning } from '../contract/toning';
import type { RawPicture, RawSamples } from './raw-picture';
import { mapStrips } from './strips';

/**
 * The brown of a sepia print in its middle tones, as differences from grey with luma 0 (a mid-grey becomes about 157,
 * 122, 84). Silver sulphide is warmest in the middle tones; the paper's white and the deepest black have no tone.
 */
const RED = 0.115;
const BLUE = -0.17;
const BROWN = [RED, greenOf(RED, BLUE), BLUE] as const;

/**
 * The colour of a luma from 0 to 1 in a tone. Every channel rises from 0 to 1 with the luma, so that nothing is clipped and
 * white and black stay distinct; the luma itself is kept.
 */
export function tonedColour(luma: number, toning: Toning): readonly [number, number, number] {
  const warmth = toning === 'sepia' ? 4 * luma * (1 - luma) : 0;
  return [luma + warmth * BROWN[0], luma + warmth * BROWN[1], luma + warmth * BROWN[2]];
}

/**
 * Gives a picture a tone, as a new raw picture: each colour becomes that of its luma. A grey picture gets colour channels for
 * sepia. Alpha stays.
 */
export async function applyToning(
  picture: RawPicture,
  toning: Toning,
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  const output: RawPicture = { ...picture, channels: tonedChannels(picture.channels, toning), path: rawPath };
  const most = 2 ** picture.depth - 1;
  const colours = coloursOf(most, toning);
  await mapStrips([picture], output, (out, [from]) => tone(out, from, picture, output, colours), signal);
  return output;
}

/** The channels of a picture in a tone. */
export function tonedChannels(channels: RawPicture['channels'], toning: Toning): RawPicture['channels'] {
  if (channels > 2 || toning === 'neutral') return channels;
  return channels === 2 ? 4 : 3;
}

/** The samples of every whole luma: red, green, blue. */
function coloursOf(most: number, toning: Toning): Uint16Array {
  const colours = new Uint16Array(3 * (most + 1));
  for (let level = 0; level <= most; level++) {
    const colour = tonedColour(level / most, toning);
    for (let c = 0; c < 3; c++) colours[3 * level + c] = Math.round(colour[c] * most);
  }
  return colours;
}

function tone(
  out: RawSamples,
  from: RawSamples,
  { channels }: RawPicture,
  output: RawPicture,
  colours: Uint16Array,
): void {
  const kept = output.channels > 2 ? 3 : 1;
  for (let i = 0, at = 0; i < from.length; i += channels, at += output.channels) {
    const luma =
      channels > 2
        ? Math.round(
            LUMA_WEIGHTS[0] * from[i] + LUMA_WEIGHTS[1] * from[i + 1] + LUMA_WEIGHTS[2] * from[i + 2],
          )
        : from[i];
    for (let c = 0; c < kept; c++) out[at + c] = colours[3 * luma + c];
    if (output.channels % 2 === 0) out[at + kept] = from[i + channels - 1];
  }
}
