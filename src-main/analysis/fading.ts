import type { Channels } from '../contract/recipe-fields';
import { restAtEdges } from '../operators/fade/edges';
import { boxMean } from './box-mean';
import { edgeFadingOf } from './edge-fading';
import { lumaOf, type Plane } from './plane';
import { ends } from './quantile';

/** The values in 8-bit levels (red, green, blue) that the original's black and white have in a faded photo. */
export interface Fading {
  readonly black: Channels;
  readonly white: Channels;
  /** How much more of the contrast is lost at the borders than in the middle, in per cent. */
  readonly edges: number;
}

/** The dark and the bright parts of a photo are this share of its pixels. */
const SHARE = 0.003;
/** The luma that bounds these parts in photos that aren't faded: the medians of 500 training photos. */
const USUAL = { dark: 11, bright: 239 } as const;
/**
 * A photo is faded if its dark part is brighter than `dark`, or if less than `range` lies between the parts. Photos of
 * haze or snow are taken for faded too: none of Kodak24 and a tenth of CBSD68 (`node test/bench/fading.mjs`).
 */
const FADED = { dark: 65, range: 130 } as const;
/** If the bright part's channels differ by more levels, it shows something coloured and tells nothing about a cast. */
const MOST_CAST = 40;
/** Share of a channel's pixels that may become darker than black, or brighter than white. */
const CLIPPED = 0.001;
/** Share of the shorter side that is left out at the borders: torn corners, shadows. */
const MARGIN = 0.03;
/** A line belongs to a frame if its values span at most `levels`, without the `share` of its pixels at each end of the scale. */
const EVEN = { levels: 8, share: 0.05 } as const;
/** Largest share of each side that is a frame. */
const MOST_FRAME = 0.25;

/**
 * Estimates the fading of a photo, y = g x + o in each channel, from the planes of a small copy (tone/small-copy.ts); null
 * if it isn't faded, neither as a whole nor at its borders (edge-fading.ts). The original's dark and bright parts are taken for neutral and as dark and bright as those of other
 * photos. A photo with a single tone (`hasColours` is false) keeps it: all its channels fade alike.
 */
export function fadingOf(colours: readonly Plane[], hasColours: boolean): Fading | null {
  // Means of neighbours have little noise and dust.
  const uneven = colours.map((plane) => boxMean(plane, 1));
  // A frame hides the borders of the print, so their fading can't be measured.
  const share = hasFrame(lumaOf(uneven)) ? 0 : edgeFadingOf(lumaOf(uneven));
  const smooth = share > 0 ? uneven.map((plane) => evened(plane, share)) : uneven;
  const whole = lumaOf(smooth);
  const inside = insideOf(whole);
  const part = ({ data }: Plane) => Float32Array.from(inside, (i) => data[i]);
  const [luma, planes] = [part(whole), smooth.map(part)];
  if (luma.length === 0) return null;
  const [low, high] = ends(luma, SHARE);
  if (share === 0 && low <= FADED.dark && high - low >= FADED.range) return null;
  const dark = planes.map((data) => meanWhere(data, luma, (value) => value <= low));
  const bright = planes.map((data) => meanWhere(data, luma, (value) => value >= high));
  const isNeutral = hasColours && Math.max(...bright) - Math.min(...bright) <= MOST_CAST;
  const levels = planes.map((data, channel) =>
    levelsOf(hasColours ? dark[channel] : low, isNeutral ? bright[channel] : high, hasColours ? data : luma),
  );
  const [red, green, blue] = levels;
  return {
    black: [red.black, green.black, blue.black],
    white: [red.white, green.white, blue.white],
    edges: Math.round(100 * share),
  };
}

/** The plane with the contrast of its borders raised to that of the middle; its brightest part is the paper. */
function evened(plane: Plane, share: number): Plane {
  const { width, height, data } = plane;
  const [, paper] = ends(data, SHARE);
  const rest = restAtEdges(share, { x: 0, y: 0, pictureWidth: width, pictureHeight: height }, plane);
  return { width, height, data: data.map((value, i) => Math.max(0, paper + (value - paper) / rest[i])) };
}

/** The levels that map the dark and the bright part to the usual ones without clipping more than a few pixels. */
function levelsOf(dark: number, bright: number, data: Float32Array) {
  const [least, most] = ends(data, CLIPPED);
  const gain = Math.max(1, bright - dark) / (USUAL.bright - USUAL.dark);
  return {
    black: round(Math.max(0, Math.min(least, dark - USUAL.dark * gain))),
    white: round(Math.min(255, Math.max(most, bright + (255 - USUAL.bright) * gain))),
  };
}

/** The pixels inside of a frame and away from the borders. */
function insideOf(luma: Plane): number[] {
  const { width } = luma;
  const { across, down } = linesInside(luma, marginOf(luma));
  const inside: number[] = [];
  for (let y = down.from; y < down.to; y++) {
    for (let x = across.from; x < across.to; x++) inside.push(y * width + x);
  }
  return inside;
}

function marginOf({ width, height }: Plane): number {
  return Math.ceil(MARGIN * Math.min(width, height));
}

/** Whether at least three sides have even lines; a sky or a wall at one side isn't a frame. */
function hasFrame(luma: Plane): boolean {
  const { across, down } = linesInside(luma, 0);
  const isFramed = [across.from > 0, down.from > 0, across.to < luma.width, down.to < luma.height];
  return isFramed.filter(Boolean).length >= 3;
}

function linesInside({ width, height, data }: Plane, margin: number) {
  const column = (x: number) => Float32Array.from({ length: height }, (_, y) => data[y * width + x]);
  const row = (y: number) => data.slice(y * width, (y + 1) * width);
  return { across: withoutFrame(width, column, margin), down: withoutFrame(height, row, margin) };
}

/** Leaves out the even lines at both ends (a scanner's lid, the white border of a print), and a margin beside them. */
function withoutFrame(count: number, line: (at: number) => Float32Array, margin: number) {
  const isEven = (at: number) => {
    const [low, high] = ends(line(at), EVEN.share);
    return high - low < EVEN.levels;
  };
  const most = Math.floor(MOST_FRAME * count);
  let [from, to] = [0, count];
  while (from < most && isEven(from)) from++;
  while (to > count - most && isEven(to - 1)) to--;
  return { from: from + margin, to: to - margin };
}

function meanWhere(data: Float32Array, luma: Float32Array, isIn: (luma: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    if (!isIn(luma[i])) continue;
    sum += data[i];
    count++;
  }
  return sum / count;
}

function round(level: number): number {
  return Math.round(level * 10) / 10;
}
