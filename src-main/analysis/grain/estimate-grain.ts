import { LUMA_WEIGHTS } from '../../contract/luma';
import type { Plane } from '../plane';
import { BLOCKS, type BlockBands, SMALL_BLOCKS } from './block-bands';
import {
  type BlockSpectra,
  blockSpectra,
  farFromClipping,
  ofBrightness,
  type Watched,
} from './block-spectra';
import { fitGrain, type GrainFit } from './fit-grain';
import { type LowerEdge, lowerEdge } from './lower-edge';

/** Noise. If its neighbouring pixels are correlated, it is film grain, or noise that a JPEG has smoothed. */
export interface Grain {
  /** Standard deviation of a pixel, in 8-bit levels. */
  readonly level: number;
  /** Standard deviation, in pixels, of the Gaussian that gives white noise this correlation. */
  readonly correlation: number;
  /** Part of the variance that is coloured; the rest is white. */
  readonly colouredShare: number;
  /** The level of the luma. */
  readonly lumaLevel: number;
  /** The level in the dark, middle and bright parts of the picture; null for a part with too few blocks. */
  readonly levels: readonly [number | null, number | null, number | null];
}

/** Largest misfit of a spectrum (root mean square of the logarithm); above it the spectrum is texture. */
const MOST_MISFIT = 0.15;
/** Blocks closer to black or white than so many standard deviations have lost some of their noise. */
const MARGIN = 2.5;
const MOST_MARGIN = 60;
/** Noise below so many levels is too faint for clipping to matter. */
const FAINT = 4;
/** Least share of the noise that the differences of colours must have; texture has less, because its colours agree. */
const LEAST_CONFIRMED = 0.5;
/** In a colour photo, grain that all colours share counts as texture below so many levels. */
const LEAST_SHARED = 8;
const LEAST_SHARED_BLOCKS = 0.02;
/** How far two sizes of blocks may disagree about noise (quotient). */
const AGREEMENT = 1.3;
const THIRDS = [0, 85, 170, 256] as const;

/** The areas of a photo. */
export interface GrainInputs {
  /** The channels of each area; one where the photo is grey or toned. */
  readonly colours: readonly (readonly Plane[])[];
  readonly lumas: readonly Plane[];
  /** The differences of each area's colours, which don't have the noise that all colours share; empty for one channel. */
  readonly differences: readonly (readonly Plane[])[];
  /** The file has its colours at half the size, so little of their noise is left. */
  readonly isChromaReduced: boolean;
}

/**
 * Estimates the noise of a photo, white or coloured; null if there is none, or if it can't be told from texture.
 *
 * Noise is found at the lower edge of the spectra of blocks (lower-edge.ts) and must have the spectrum of white noise
 * coloured by a Gaussian. In a colour photo it must also show in the differences of colours, where texture has little,
 * unless it is strong or the file can't show it. In a grey photo, blocks of half the size must find as much: texture
 * has flat parts, in which smaller blocks fit.
 */
export function estimateGrain(inputs: GrainInputs): Grain | null {
  const { colours, lumas, differences, isChromaReduced } = inputs;
  const luma = findEdge(lumas.map(alone), BLOCKS);
  const isShared = () => luma !== null && isFlatInSmall(lumas, luma);
  if (differences.every((planes) => planes.length === 0))
    return luma && isShared() ? grainOf([luma], luma) : null;
  const between = [0, 1].map((i) =>
    findEdge(
      colours.map((planes, area) => ({ plane: differences[area][i], guards: [planes[2 * i], planes[1]] })),
      BLOCKS,
    ),
  );
  if (!luma && between.every((edge) => edge === null)) return null;
  const channels = [0, 1, 2]
    .map((channel) =>
      findEdge(
        colours.map((planes) => alone(planes[channel])),
        BLOCKS,
      ),
    )
    .filter((edge) => edge !== null);
  const own = levelOf(channels);
  const confirmed = Math.hypot(...between.map((edge) => edge?.fit.level ?? 0)) * Math.SQRT1_2;
  if (confirmed > 0 && confirmed >= LEAST_CONFIRMED * own) {
    return grainOf(channels.length > 0 ? channels : between.filter((edge) => edge !== null), luma);
  }
  const isStrong = luma !== null && luma.fit.level >= LEAST_SHARED && luma.edge.share >= LEAST_SHARED_BLOCKS;
  if (!luma || !(isStrong || isChromaReduced) || !isShared()) return null;
  return grainOf(channels.length > 0 ? channels : [luma], luma);
}

interface FoundEdge {
  readonly spectra: BlockSpectra;
  readonly edge: LowerEdge;
  readonly fit: GrainFit;
}

/** The lower edge in as many rings as the grain dominates; null if no edge looks like noise. */
function findEdge(areas: readonly Watched[], bands: BlockBands): FoundEdge | null {
  const spectra = blockSpectra(areas, bands);
  const found = edgeIn(spectra);
  if (!found || found.fit.level < FAINT) return found;
  return edgeIn(farFromClipping(spectra, Math.min(MOST_MARGIN, MARGIN * found.fit.level)));
}

const FEWEST_BLOCKS = 300;

function edgeIn(spectra: BlockSpectra): FoundEdge | null {
  if (spectra.count < FEWEST_BLOCKS) return null;
  for (const depth of spectra.bands.depths) {
    const edge = lowerEdge(spectra, depth);
    if (!edge) continue;
    const fit = fitGrain(edge, spectra.bands);
    if (fit.misfit <= MOST_MISFIT && (fit.correlation === 0 || fit.leads)) return { spectra, edge, fit };
  }
  return null;
}

/** A plane that is its own guard against clipping. */
function alone(plane: Plane): Watched {
  return { plane, guards: [plane] };
}

/** Whether smaller blocks find as much noise as the others. */
function isFlatInSmall(lumas: readonly Plane[], { fit }: FoundEdge): boolean {
  const small = findEdge(lumas.map(alone), SMALL_BLOCKS);
  if (!small) return false;
  const quotient = small.fit.level / fit.level;
  return quotient > 1 / AGREEMENT && quotient < AGREEMENT;
}

function levelOf(edges: readonly FoundEdge[]): number {
  if (edges.length === 0) return 0;
  return Math.sqrt(edges.reduce((sum, { fit }) => sum + fit.level ** 2, 0) / edges.length);
}

/** Factor by which independent noise of the channels is weaker in luma. */
const LUMA_OF_INDEPENDENT = Math.hypot(...LUMA_WEIGHTS);

function grainOf(edges: readonly FoundEdge[], luma: FoundEdge | null): Grain {
  const level = levelOf(edges);
  const sorted = edges.map(({ fit }) => fit.correlation).sort((a, b) => a - b);
  const correlation = sorted[sorted.length >> 1];
  const coloured = edges.reduce((sum, { fit }) => sum + fit.coloured ** 2 / edges.length, 0);
  const lumaLevel = luma?.fit.level ?? level * LUMA_OF_INDEPENDENT;
  return {
    level,
    correlation,
    colouredShare: coloured / level ** 2,
    lumaLevel,
    levels: levelsByBrightness(edges),
  };
}

/** The level in the dark, middle and bright third of the scale, from the edge of the blocks there relative to that of all. */
function levelsByBrightness(edges: readonly FoundEdge[]): Grain['levels'] {
  const levelIn = (third: number) => {
    const levels = edges.flatMap(({ spectra, edge, fit }) => {
      const part = ofBrightness(spectra, THIRDS[third], THIRDS[third + 1]);
      const found = part.count < FEWEST_BLOCKS ? null : lowerEdge(part, edge.depth);
      return found ? [fit.level * Math.exp(relative(found, edge, spectra.bands) / 2)] : [];
    });
    if (levels.length === 0) return null;
    return Math.sqrt(levels.reduce((sum, level) => sum + level ** 2, 0) / levels.length);
  };
  return [levelIn(0), levelIn(1), levelIn(2)];
}

/** The mean logarithm of the ratio of two spectra. */
function relative(one: LowerEdge, other: LowerEdge, { sizes }: BlockBands): number {
  let [sum, total] = [0, 0];
  for (let ring = 0; ring < other.depth; ring++) {
    sum += sizes[ring] * Math.log(one.power[ring] / other.power[ring]);
    total += sizes[ring];
  }
  return sum / total;
}
