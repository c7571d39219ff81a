import type { JpegTables } from '../contract/jpeg-tables';
import type { Suggestions } from '../contract/window/documents';
import type { RawPicture } from '../imaging/raw-picture';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { estimateBlur, type NoiseOfPlane } from './blur';
import type { Finder } from './damage/probability';
import { damagedShare } from './damage/share';
import { fadingOf } from './fading';
import { nearestQuality } from './jpeg-quality';
import { measureNoise } from './measure-noise';
import type { Plane } from './plane';
import { readAreas } from './read-areas';
import { findStreak } from './streak';
import { findTone } from './tone/find-tone';
import { smallCopy } from './tone/small-copy';

/** What the analysis of a photo needs besides its samples. */
export interface AnalysisParts {
  readonly finder: Finder;
  readonly fft: Fft2Factory;
  /** The tables of the photo's file, if it is a JPEG. */
  readonly jpeg?: JpegTables | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Estimates a photo's measurement: noise in 8-bit levels (root mean square over its channels) and its colouring, blur or
 * motion in pixels, the quality of its JPEG tables, whether it has no colour, the share of pixels that look damaged, and
 * its fading. Reads at most about 1.3 megapixels, and some rows for a small copy. Each function documents its accuracy.
 * Rejects with the signal's reason when aborted.
 */
export async function analysePicture(
  raw: RawPicture,
  { finder, fft, jpeg, signal }: AnalysisParts,
): Promise<Suggestions> {
  const { colours, lumas } = await readAreas(raw, signal);
  const copy = await smallCopy(raw, undefined, signal);
  const tone = await findTone({ photo: raw, copy, signal });
  const colourless = tone.kind === 'grey';
  const isChromaReduced = jpeg !== undefined && jpeg.horizontal * jpeg.vertical > 1;
  const noise = measureNoise({ colours, lumas }, { isSingleTone: tone.kind !== 'free', isChromaReduced });
  const scratches = await damagedShare(colours, finder, signal);
  const fading = fadingOf(copy.colours, tone.kind === 'free');
  return {
    noise: round(noise.level),
    grain: round(noise.correlation),
    noiseByBrightness: noise.levels.map(roundOrNull),
    jpegQuality: jpeg ? nearestQuality(jpeg) : null,
    ...(await softness(lumas, { level: noise.lumaLevel, correlation: noise.correlation }, fft, signal)),
    colourless,
    scratches,
    black: fading?.black ?? null,
    white: fading?.white ?? null,
    edges: fading?.edges ?? 0,
  };
}

/** The Gaussian or the motion that explains a photo's softness: at most one of them. */
async function softness(
  lumas: readonly Plane[],
  noise: NoiseOfPlane,
  fft: Fft2Factory,
  signal: AbortSignal | undefined,
): Promise<Pick<Suggestions, 'blur' | 'streak'>> {
  const { isGaussian, streak } = await findStreak(lumas, noise, fft, signal);
  return {
    blur: isGaussian ? roundOrNull(estimateBlur(lumas, noise)) : null,
    streak: streak && { length: round(streak.length), angle: round(streak.angle) },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round(value);
}
