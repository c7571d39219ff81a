import { estimateGrain, type Grain } from './grain/estimate-grain';
import { estimateNoise } from './noise';
import { emptyPlane, type Plane } from './plane';
import type { PictureSample } from './sample-picture';

/** What is known of a photo beside its samples. */
export interface NoiseCircumstances {
  /** Its colours are one tone, so that its channels have one noise. */
  readonly isSingleTone: boolean;
  /** Its file has the colours at half the size. */
  readonly isChromaReduced: boolean;
}

/** Noise whose neighbours agree less is white for all that anybody sees: std in pixels. */
const LEAST_CORRELATION = 0.45;
/** Less of the variance is the smooth structure of a picture under white noise. */
const LEAST_COLOURED = 0.7;
/** White noise reads all of its level there, noise of LEAST_CORRELATION about so much, of 0.6 pixels half, of 1 a tenth. */
const MOST_WHITE = 0.85;
/** How much weaker the noise may be in the differences of colours, where those have any; texture is weaker still. */
const LEAST_OF_OWN = 0.7;

/**
 * The noise of areas of a photo: grain where its pixels agree with their neighbours (grain/estimate-grain.ts), correlation 0 where it is
 * white (noise.ts). The level is that of the channels, in the root mean square.
 *
 * What passes for white noise in a photo with colours is texture where their differences have none of it: the sand and stones
 * of CBSD68 read 5 to 7 levels in a channel alone, and 0 to 0.4 in the differences.
 */
export function measureNoise({ colours, lumas }: PictureSample, circumstances: NoiseCircumstances): Grain {
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

/** Whether noise is coloured, `white` being what is left of it in the finest detail. */
function isColoured({ level, correlation, colouredShare }: Grain, white: number): boolean {
  return correlation >= LEAST_CORRELATION && colouredShare >= LEAST_COLOURED && white < MOST_WHITE * level;
}

/** Of each area's channels, in the root mean square. */
function whiteNoise(areas: readonly (readonly Plane[])[]): number {
  const levels = areas[0].map((_, channel) => estimateNoise(areas.map((planes) => planes[channel])));
  return Math.sqrt(levels.reduce((sum, level) => sum + level ** 2, 0) / levels.length);
}

/** Red and blue less green, scaled so that noise of its own in each channel has its own level, about middle grey. */
function differencesOf(planes: readonly Plane[]): Plane[] {
  if (planes.length < 3) return [];
  const [red, green, blue] = planes;
  return [red, blue].map(({ width, height, data }) => {
    const plane = emptyPlane(width, height);
    for (let i = 0; i < data.length; i++) plane.data[i] = 128 + (data[i] - green.data[i]) * Math.SQRT1_2;
    return plane;
  });
}
