import { CLIPPED, CLIPPED_SHARE, oddAtLeast } from '../noise';
import type { Plane } from '../plane';
import type { BlockBands } from './block-bands';

/** Largest number of blocks; more don't change the result. */
const MOST_BLOCKS = 8_000;

/** A plane to analyse, and the planes that must not be clipped in a block that counts. */
export interface Watched {
  readonly plane: Plane;
  readonly guards: readonly Plane[];
}

/** The mean squares of many blocks' coefficients in each ring of frequencies. */
export interface BlockSpectra {
  readonly bands: BlockBands;
  readonly count: number;
  /** count x rings, block after block, in squared levels. */
  readonly energies: Float64Array;
  /** For each block, the mean of its first guard, and the least distance of its guards' means from black or white. */
  readonly means: Float64Array;
  readonly rooms: Float64Array;
}

/** The spectra of blocks of the planes, without blocks that are perfectly even (no photo is) or clipped in black or white. */
export function blockSpectra(areas: readonly Watched[], bands: BlockBands): BlockSpectra {
  const { side } = bands;
  const rings = bands.sizes.length;
  const places = areas.reduce(
    (sum, { plane }) => sum + room(plane.width, side) * room(plane.height, side),
    0,
  );
  const step = Math.max(bands.step, oddAtLeast(Math.sqrt(places / MOST_BLOCKS)));
  const most = areas.reduce(
    (sum, { plane }) => sum + steps(plane.width, side, step) * steps(plane.height, side, step),
    0,
  );
  const energies = new Float64Array(most * rings);
  const means = new Float64Array(most);
  const rooms = new Float64Array(most);
  let count = 0;
  const work = new BlockWork(bands);
  for (const { plane, guards } of areas) {
    for (let y = 0; y + side <= plane.height; y += step) {
      for (let x = 0; x + side <= plane.width; x += step) {
        const start = y * plane.width + x;
        let nearest = Number.POSITIVE_INFINITY;
        for (let i = guards.length - 1; i >= 0; i--) {
          const mean = usableMean(guards[i], start, side);
          // A comparison with NaN is false, so a clipped block has no distance from black or white.
          nearest = mean >= 0 ? Math.min(nearest, mean, 255 - mean) : Number.NEGATIVE_INFINITY;
          means[count] = mean;
          if (nearest < 0) break;
        }
        if (nearest < 0 || !work.energiesAt(plane, start, energies, count * rings)) continue;
        rooms[count] = nearest;
        count++;
      }
    }
  }
  return {
    bands,
    count,
    energies: energies.subarray(0, count * rings),
    means: means.subarray(0, count),
    rooms: rooms.subarray(0, count),
  };
}

/** The spectra of the blocks whose distance from black and white is more than `margin` levels. */
export function farFromClipping(spectra: BlockSpectra, margin: number): BlockSpectra {
  return only(spectra, (i) => spectra.rooms[i] > margin);
}

/** The spectra of the blocks whose means lie from `low` up to `high`. */
export function ofBrightness(spectra: BlockSpectra, low: number, high: number): BlockSpectra {
  return only(spectra, (i) => spectra.means[i] >= low && spectra.means[i] < high);
}

function only(spectra: BlockSpectra, isKept: (block: number) => boolean): BlockSpectra {
  const rings = spectra.bands.sizes.length;
  const kept: number[] = [];
  for (let i = 0; i < spectra.count; i++) if (isKept(i)) kept.push(i);
  const energies = new Float64Array(kept.length * rings);
  for (const [to, from] of kept.entries())
    energies.set(spectra.energies.subarray(from * rings, (from + 1) * rings), to * rings);
  return {
    bands: spectra.bands,
    count: kept.length,
    energies,
    means: Float64Array.from(kept, (i) => spectra.means[i]),
    rooms: Float64Array.from(kept, (i) => spectra.rooms[i]),
  };
}

function room(extent: number, side: number): number {
  return Math.max(0, extent - side + 1);
}

function steps(extent: number, side: number, step: number): number {
  return Math.ceil(room(extent, side) / step);
}

/** The mean of a block; NaN if too much of it is clipped. */
function usableMean({ data, width }: Plane, start: number, side: number): number {
  let sum = 0;
  let clipped = 0;
  for (let row = 0; row < side; row++) {
    for (let i = start + row * width, end = i + side; i < end; i++) {
      sum += data[i];
      if (data[i] < CLIPPED || data[i] > 255 - CLIPPED) clipped++;
    }
  }
  return clipped > CLIPPED_SHARE * side * side ? Number.NaN : sum / (side * side);
}

/** The transform of one block after another, in the same memory. */
class BlockWork {
  readonly #bands: BlockBands;
  readonly #block: Float64Array;
  readonly #across: Float64Array;
  readonly #line: Float64Array;

  constructor(bands: BlockBands) {
    this.#bands = bands;
    this.#block = new Float64Array(bands.side * bands.side);
    this.#across = new Float64Array(bands.side * bands.side);
    this.#line = new Float64Array(bands.side);
  }

  /** Writes the mean squares of a block's coefficients in each ring to `out` at `to`; false where all its pixels are equal. */
  energiesAt({ data, width }: Plane, start: number, out: Float64Array, to: number): boolean {
    const { side, ringOf, sizes, transform } = this.#bands;
    const block = this.#block;
    const across = this.#across;
    const line = this.#line;
    const first = data[start];
    let isEven = true;
    for (let row = 0, at = 0; row < side; row++) {
      for (let i = start + row * width, end = i + side; i < end; i++, at++) {
        block[at] = data[i];
        if (data[i] !== first) isEven = false;
      }
    }
    if (isEven) return false;
    for (let row = 0; row < side; row++) transformLine(block, row * side, 1, across, line, transform);
    for (let column = 0; column < side; column++) transformLine(across, column, side, block, line, transform);
    out.fill(0, to, to + sizes.length);
    for (let i = 0; i < ringOf.length; i++) if (ringOf[i] >= 0) out[to + ringOf[i]] += block[i] * block[i];
    for (let ring = 0; ring < sizes.length; ring++) out[to + ring] /= sizes[ring];
    return true;
  }
}

/**
 * The transform along a line of a block: even coefficients come from the sums of its halves, odd ones from the
 * differences. It uses plain numbers, because an analysis spends most of its time here.
 */
function transformLine(
  from: Float64Array,
  start: number,
  step: number,
  to: Float64Array,
  line: Float64Array,
  transform: Float64Array,
): void {
  const side = line.length;
  const half = side >> 1;
  let far = start + (side - 1) * step;
  for (let i = 0, near = start; i < half; i++, near += step, far -= step) {
    line[i] = from[near] + from[far];
    line[half + i] = from[near] - from[far];
  }
  for (let k = 0, out = start; k < side; k += 2) {
    const odd = (k + 1) * side;
    let even = 0;
    let other = 0;
    for (let i = 0; i < half; i++) {
      even += transform[k * side + i] * line[i];
      other += transform[odd + i] * line[half + i];
    }
    to[out] = even;
    to[out + step] = other;
    out += 2 * step;
  }
}
