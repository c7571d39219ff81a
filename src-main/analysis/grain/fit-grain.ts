import { type BlockBands, CORRELATIONS } from './block-bands';
import type { LowerEdge } from './lower-edge';

/**
 * A mixture of white noise and noise coloured by a Gaussian of std `correlation` pixels. `coloured` is the std of a
 * pixel's coloured noise, in 8-bit levels.
 */
export interface GrainFit {
  readonly correlation: number;
  readonly coloured: number;
  /** The std of both together, in 8-bit levels. */
  readonly level: number;
  /** How far the logarithm of the spectrum is from this, in the root mean square. */
  readonly misfit: number;
  /** Whether the coloured part is the stronger one in each ring that was used. */
  readonly leads: boolean;
}

/** White shares of the variance that are tried. */
const WHITE_SHARES = [0, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.02, 0.04, 0.07, 0.1, 0.2, 0.3, 0.4, 0.5];
/** Weight of a ring where white noise dominates, relative to one where coloured noise does. */
const WHITE_WEIGHT = 0.15;
/** Rings beyond those that were used may have more energy than the noise (texture), but less only by this much. */
const BEYOND = 0.1;

/** Finds the noise whose spectrum is closest to the edge's. */
export function fitGrain({ power, depth }: LowerEdge, bands: BlockBands): GrainFit {
  let best: GrainFit | undefined;
  for (const [i, correlation] of CORRELATIONS.entries()) {
    for (const share of correlation === 0 ? [1] : WHITE_SHARES) {
      const fit = compare(power, depth, bands, bands.shapes[i], share);
      if (best && fit.misfit >= best.misfit) continue;
      const coloured = Math.sqrt(fit.variance * (1 - share));
      const white = Math.sqrt(fit.variance * share);
      const leads = coloured ** 2 * bands.shapes[i][depth - 1] > white ** 2;
      best = { correlation, coloured, level: Math.sqrt(fit.variance), misfit: fit.misfit, leads };
    }
  }
  if (!best) throw new RangeError('no noise was tried');
  return best;
}

/** The variance with which this noise fits best, and how well it fits. */
function compare(
  power: Float64Array,
  depth: number,
  { sizes }: BlockBands,
  shape: Float64Array,
  share: number,
): { readonly variance: number; readonly misfit: number } {
  const model = shape.map((value) => value * (1 - share) + share);
  const weights = sizes.map((size, ring) => {
    const coloured = share === 1 ? 1 : (shape[ring] * (1 - share)) / model[ring];
    return Math.sqrt(size) * Math.max(coloured, WHITE_WEIGHT);
  });
  const ratios = power.map((value, ring) => Math.log(value / model[ring]));
  let [sum, total] = [0, 0];
  for (let ring = 0; ring < depth; ring++) {
    sum += weights[ring] * ratios[ring];
    total += weights[ring];
  }
  const level = sum / total;
  let [squares, all] = [0, 0];
  for (const [ring, ratio] of ratios.entries()) {
    const off = ring < depth ? ratio - level : Math.min(0, ratio - level + BEYOND);
    squares += weights[ring] * off ** 2;
    all += weights[ring];
  }
  return { variance: Math.exp(level), misfit: Math.sqrt(squares / all) };
}
