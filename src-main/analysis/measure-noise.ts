import { estimateGrain, type Grain } from './grain/estimate-grain';
import { estimateNoise } from './noise';
import { emptyPlane, type Plane } from './plane';
import type { PictureAreas } from './read-areas';

/** What is known about a photo besides its samples. */
export interface NoiseCircumstances {
  /** Its colours are one tone, so that its channels have one noise. */
  readonly isSingleTone: boolean;
  /** Its file has the colours at half the size. */
  readonly isChromaReduced: boolean;
}

/** Least correlation, in pixels (std of the Gaussian), of noise that looks coloured; below it noise counts as white. */
const LEAST_CORRELATION = 0.45;
/** Least share of the variance that is coloured. A smaller share is smooth structure of the picture under white noise. */
const LEAST_COLOURED = 0.7;
/**
 * Largest share of coloured noise's level that the estimate for white noise may find. It finds all of white noise,
 * about this share of noise with LEAST_CORRELATION, half with a correlation of 0.6 pixels and a tenth with 1.
 */
const MOST_WHITE = 0.85;
/** Least strength of noise in the differences of colours, relative to the channels; texture is weaker there. */
const LEAST_OF_OWN = 0.7;

/**
 * Measures the noise of areas of a photo: film grain, whose neighbouring pixels are correlated
 * (grain/estimate-grain.ts), or white noise with correlation 0 (noise.ts). The level is the root mean square over the
 * channels.
 *
 * In a colour photo, apparent white noise that is missing from the differences of colours is texture: the sand and
 * stones of CBSD68 read 5 to 7 levels in a channel alone, and 0 to 0.4 in the differences.
 */
export function measureNoise({ colours, lumas }: PictureAreas, circumstances: NoiseCircumstances): Grain {
  const { isSingleTone, isChromaReduced } = circumstances;
  const seen = isSingleTone ? lumas.map((luma) => [luma]) : colours;
  const differences = seen.map(differencesOf);
  const grain = estimateGrain({ colours: seen, lumas, differences, isChromaReduced });
  const white = whiteNoise(seen);
  if (grain && isColoured(grain, white)) return grain;
  const lumaLevel = isSingleTone ? white : estimateNoise(lumas);
  const showsInDifferences = !isSingleTone && !isChromaReduced;
  const most = showsInDifferences
    ? Math.max(whiteNoise(differences) / LEAST_OF_OWN, grain?.level ?? 0)
    : white;
  const share = white > most ? most / white : 1;
  const levels = grain?.levels ?? [null, null, null];
  return { level: share * white, lumaLevel: share * lumaLevel, correlation: 0, colouredShare: 0, levels };
}

/** Whether noise is coloured. `white` is the level that the estimate for white noise finds. */
function isColoured({ level, correlation, colouredShare }: Grain, white: number): boolean {
  return correlation >= LEAST_CORRELATION && colouredShare >= LEAST_COLOURED && white < MOST_WHITE * level;
}

/** The level of white noise: the root mean square over the channels. */
function whiteNoise(areas: readonly (readonly Plane[])[]): number {
  const levels = areas[0].map((_, channel) => estimateNoise(areas.map((planes) => planes[channel])));
  return Math.sqrt(levels.reduce((sum, level) => sum + level ** 2, 0) / levels.length);
}

/** Red and blue less green, scaled so that independent noise of the channels keeps its level, around middle grey. */
function differencesOf(planes: readonly Plane[]): Plane[] {
  if (planes.length < 3) return [];
  const [red, green, blue] = planes;
  return [red, blue].map(({ width, height, data }) => {
    const plane = emptyPlane(width, height);
    for (let i = 0; i < data.length; i++) plane.data[i] = 128 + (data[i] - green.data[i]) * Math.SQRT1_2;
    return plane;
  });
}
