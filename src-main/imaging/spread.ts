import { checkAlike } from './compose';
import { heatColours } from './heat';
import type { RawPicture, RawSamples } from './raw-picture';
import { mapStrips } from './strips';

/** Standard deviation, in 8-bit levels, at which the map's light end is reached. The scale is the same for all photos. */
export const SPREAD_FULL = 32;
/** Below this samples agree: rounding alone makes them differ by so much. */
export const SPREAD_NONE = 0.5;
/** Where it grows most opaque, and how much: the picture stays to be seen. */
const SPREAD_OPAQUE = 16;
const MOST_OPAQUE = 217;
const STEPS = 1024;

/**
 * How far samples of one posterior lie apart, as RGBA of 8 bits in sRGB to lay over them: at each pixel the root of the
 * mean, over the colour channels, of their unbiased variance (luma and chroma together), on an absolute scale of 0 to
 * SPREAD_FULL 8-bit levels, from dark to light. Transparent up to SPREAD_NONE. Throws a PlainError (bad request) where
 * the samples' extents or kinds differ.
 */
export async function spread(
  raws: readonly RawPicture[],
  rawPath: string,
  signal?: AbortSignal,
): Promise<RawPicture> {
  checkAlike(raws);
  const output: RawPicture = { ...raws[0], path: rawPath, channels: 4, depth: 8 };
  const table = heatTable();
  await mapStrips(raws, output, (out, strips) => paint(out, strips, raws[0], table), signal);
  return output;
}

/** RGBA for each step of the scale. */
function heatTable(): Uint8Array {
  const colours = heatColours(STEPS);
  const table = new Uint8Array(4 * STEPS);
  for (let step = 0; step < STEPS; step++) {
    const levels = (step / (STEPS - 1)) * SPREAD_FULL;
    const opacity = Math.min(1, Math.max(0, (levels - SPREAD_NONE) / (SPREAD_OPAQUE - SPREAD_NONE)));
    table.set(colours.subarray(3 * step, 3 * step + 3), 4 * step);
    table[4 * step + 3] = Math.round(MOST_OPAQUE * opacity);
  }
  return table;
}

function paint(
  out: RawSamples,
  strips: readonly RawSamples[],
  { channels, depth }: RawPicture,
  table: Uint8Array,
): void {
  const colours = channels > 2 ? 3 : 1;
  const unit = depth === 16 ? 257 : 1;
  for (let pixel = 0; 4 * pixel < out.length; pixel++) {
    let squares = 0;
    for (let k = pixel * channels; k < pixel * channels + colours; k++) {
      let mean = 0;
      for (const strip of strips) mean += strip[k];
      mean /= strips.length;
      for (const strip of strips) squares += (strip[k] - mean) ** 2;
    }
    const levels = Math.sqrt(squares / (colours * (strips.length - 1))) / unit;
    const step = Math.min(STEPS - 1, Math.round((levels / SPREAD_FULL) * (STEPS - 1)));
    // A loop: subarrays by the million would be garbage by the million.
    for (let c = 0; c < 4; c++) out[4 * pixel + c] = table[4 * step + c];
  }
}
