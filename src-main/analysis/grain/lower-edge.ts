import type { BlockSpectra } from './block-spectra';

/** The spectrum from which a photo's blocks rise. */
export interface LowerEdge {
  /** Mean square of a coefficient in each ring, in squared levels. */
  readonly power: Float64Array;
  /** Number of rings that were used, from the lowest frequency up. */
  readonly depth: number;
  /** Share of the blocks below the edge's middle; they are half of the blocks that are only noise. */
  readonly share: number;
}

const FIRST_SHARE = 0.01;
const FEWEST_FIRST = 40;
const FEWEST = 50;
const LEAST_SHARE = 0.004;
const ROUNDS = 40;
/** The window about the edge, in standard deviations of a block's energy: its lower half, and a little of the upper. */
const [BELOW, ABOVE] = [3, 0.5];
/** A block with more energy in one ring than this shows structure. */
const RING_LIMIT = 4.5;
/** Coefficients of one block are nearly independent of each other. */
const DEPENDENCE = 1.05;
/** The mean of a standard normal number between -BELOW and ABOVE. */
const WINDOW_MEAN = -0.504;

/**
 * Finds the lower edge of the blocks' energies in `depth` rings, if it is as steep as noise makes it. Noise is
 * everywhere, so no block has less, and the energies of flat blocks follow a chi-squared law with one degree per
 * coefficient. Texture has no such edge, because there are always blocks with less of it. The search begins with the
 * flattest hundredth of the blocks. The spectrum is the mean over a window of energies without most of its upper half.
 * The window moves up while the blocks at its top are as dense as noise makes them, and down otherwise. Null if too few
 * blocks remain in the window.
 */
export function lowerEdge(spectra: BlockSpectra, depth: number): LowerEdge | null {
  const { count, energies, bands } = spectra;
  const rings = bands.sizes.length;
  const sizes = bands.sizes.subarray(0, depth);
  const coefficients = sizes.reduce((sum, size) => sum + size, 0);
  const deviation = Math.sqrt(2 / coefficients) * DEPENDENCE;
  const limits = sizes.map((size) => 1 + RING_LIMIT * Math.sqrt(2 / size));
  const fewest = Math.max(FEWEST, LEAST_SHARE * count);
  let power = meanOf(spectra, flattest(spectra, depth));
  for (let round = 0; round < ROUNDS; round++) {
    const weights = sizes.map((size, ring) => size / (coefficients * Math.max(power[ring], 1e-9)));
    const sums = new Float64Array(rings);
    let inside = 0;
    let below = 0;
    for (let at = 0; at < energies.length; at += rings) {
      let energy = 0;
      let isPlain = true;
      for (let ring = 0; ring < depth; ring++) {
        energy += weights[ring] * energies[at + ring];
        isPlain &&= energies[at + ring] < limits[ring] * power[ring];
      }
      if (energy < 1) below++;
      if (!isPlain || energy <= 1 - BELOW * deviation || energy >= 1 + ABOVE * deviation) continue;
      inside++;
      for (let ring = 0; ring < rings; ring++) sums[ring] += energies[at + ring];
    }
    if (inside < FEWEST / 2) return null;
    const next = sums.map((sum, ring) => sum / inside / (ring < depth ? 1 + WINDOW_MEAN * deviation : 1));
    const change = sizes.reduce(
      (most, _, ring) => Math.max(most, Math.abs(Math.log(next[ring] / power[ring]))),
      0,
    );
    power = next;
    if (change < 2e-3 || round === ROUNDS - 1)
      return below < fewest ? null : { power, depth, share: below / count };
  }
  return null;
}

/** The blocks with the least energy by the mean logarithm over the rings, which doesn't depend on how the noise is coloured. */
function flattest({ count, energies, bands }: BlockSpectra, depth: number): Uint32Array {
  const rings = bands.sizes.length;
  const sums = Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let ring = 0; ring < depth; ring++)
      sum += bands.sizes[ring] * Math.log(energies[i * rings + ring] + 1e-3);
    return sum;
  });
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => sums[a] - sums[b]);
  return order.subarray(0, Math.max(FEWEST_FIRST, Math.floor(FIRST_SHARE * count)));
}

function meanOf({ energies, bands }: BlockSpectra, blocks: Uint32Array): Float64Array {
  const rings = bands.sizes.length;
  const sums = new Float64Array(rings);
  for (const block of blocks)
    for (let ring = 0; ring < rings; ring++) sums[ring] += energies[block * rings + ring] / blocks.length;
  return sums;
}
