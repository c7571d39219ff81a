import type { JpegTables } from '../contract/jpeg-tables';
import type { Suggestions } from '../contract/window/documents';
import type { RawPicture } from '../imaging/raw-picture';
import { estimateBlur } from './blur';
import { nearestQuality } from './jpeg-quality';
import { estimateNoise } from './noise';
import { samplePicture } from './sample-picture';
import { markScratches } from './scratch-detector';
import { findTone } from './tone/find-tone';

/** What counts as damage when nobody asked: a clean photo should hardly show any. */
const SENSITIVITY = 0.2;

/**
 * What a photo itself shows of its measurement: noise in 8-bit levels (of its channels, in the root mean square), blur in pixels, the
 * quality of its JPEG tables, whether it is without colour, and the share of pixels that look damaged. Looks at no
 * more than about 1.3 megapixels of it. Each function says how well it was found to do.
 */
export async function analysePicture(
  raw: RawPicture,
  jpeg?: JpegTables,
  signal?: AbortSignal,
): Promise<Suggestions> {
  const { colours, lumas } = await samplePicture(raw, signal);
  const tone = await findTone({ photo: raw, signal });
  const colourless = tone.kind === 'grey';
  const channels = colourless ? [lumas] : colours[0].map((_, c) => colours.map((planes) => planes[c]));
  const noise = Math.sqrt(meanOf(channels.map((areas) => estimateNoise(areas) ** 2)));
  const lumaNoise = channels.length === 1 ? noise : estimateNoise(lumas);
  let [marked, pixels] = [0, 0];
  for (const luma of lumas) {
    signal?.throwIfAborted();
    const marks = markScratches(luma, lumaNoise, SENSITIVITY);
    for (const mark of marks) if (mark > 0) marked++;
    pixels += marks.length;
  }
  return {
    noise: round(noise),
    jpegQuality: jpeg ? nearestQuality(jpeg) : null,
    blur: roundOrNull(estimateBlur(lumas, lumaNoise)),
    colourless,
    scratches: pixels > 0 ? marked / pixels : 0,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round(value);
}
