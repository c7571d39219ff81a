import { checkAlike } from './compose';
import type { RawPicture, RawSamples } from './raw-picture';
import { mapStrips } from './strips';

/** Standard deviation, in 8-bit levels, at the light end of the map. The scale is the same for all photos. */
export const SPREAD_FULL = 32;
/** Samples that differ by less agree, because rounding alone makes them differ this much. */
export const SPREAD_NONE = 0.5;
/** The standard deviation at which the map reaches its highest opacity, and that opacity; the picture stays visible. */
const SPREAD_OPAQUE = 16;
const MOST_OPAQUE = 217;
const STEPS = 1024;

/**
 * Makes a map of the standard deviation between samples of one posterior, as an 8-bit sRGB + alpha picture to lay over
 * them. At each pixel the unbiased variance is averaged over the colour channels (luma and chroma together); its root
 * is shown on an absolute scale of 0 to SPREAD_FULL 8-bit levels, from dark to light, transparent up to SPREAD_NONE.
 * Throws a PlainError (bad request) if the samples differ in size or kind.
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

/** The RGBA colour of each step of the scale. */
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
    // A loop instead of subarrays, because one subarray per pixel would be millions of objects.
    for (let c = 0; c < 4; c++) out[4 * pixel + c] = table[4 * step + c];
  }
}

/**
 * Eleven evenly spaced colours of inferno (Smith and van der Walt, matplotlib 1.5, 2015; CC0). Its lightness grows
 * evenly, so it can also be read in grey and by people with red-green colour blindness.
 */
const INFERNO = '000004 160b39 420a68 6a176e 932667 bc3754 dd513a f37819 fca50a f6d746 fcffa4';

const STOPS = INFERNO.split(' ').map((colour) =>
  [0, 2, 4].map((k) => Number.parseInt(colour.slice(k, k + 2), 16)),
);

/** Returns `steps` sRGB colours from the dark end of the map to the light one, three bytes each. */
export function heatColours(steps: number): Uint8Array {
  return Uint8Array.from({ length: steps * 3 }, (_, i) => {
    const place = (Math.floor(i / 3) / (steps - 1)) * (STOPS.length - 1);
    const stop = Math.min(STOPS.length - 2, Math.floor(place));
    const [from, to] = [STOPS[stop][i % 3], STOPS[stop + 1][i % 3]];
    return Math.round(from + (place - stop) * (to - from));
  });
}
