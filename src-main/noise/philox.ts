import type { Real } from '../operators/model/forward-model';
import { PER_WORD } from './box-muller';
import { fillRow, MULTIPLIER_0, MULTIPLIER_1, multiplyHigh, ROUNDS, WEYL_0, WEYL_1 } from './philox-row';
import { rowKernel } from './row-kernel';

/**
 * Counter-based random numbers, keyed by coordinate: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as
 * 1, 2, 3", SC 2011). The number at a pixel depends only on seed, pixel, plane, stream, sample and step, so a
 * restoration is the same on every device, for any number of threads and any order of tiles.
 */

/** Independent uses of one seed, so that `degrade --seed 0` and `restore --seed 0` have unrelated noise. */
export const STREAM = {
  sampler: 0,
  measurementNoise: 1,
  probing: 2,
  evaluationMasks: 3,
  lastState: 4,
  lastMeasurement: 5,
  renewed: 6,
} as const;
export type Stream = (typeof STREAM)[keyof typeof STREAM];

export type Words = readonly [number, number, number, number];

/** The published block function. It maps 4 counter words and 2 key words to 4 words, all unsigned 32-bit integers. */
export function philox4x32(counter: Words, key: readonly [number, number]): Words {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(c0, MULTIPLIER_0);
    const low0 = Math.imul(c0, MULTIPLIER_0);
    const high1 = multiplyHigh(c2, MULTIPLIER_1);
    const low1 = Math.imul(c2, MULTIPLIER_1);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/** Everything but the pixel that a random number depends on. */
export interface Draw {
  /** A non-negative integer below 2^53; the key is its low and high 32 bits. */
  readonly seed: number;
  readonly stream: Stream;
  /** The number of the sample under this seed, 0 to 2^24 - 1. */
  readonly sample: number;
  /** The sampler's step, for a stream that is drawn from at every step: 0 to 2^24 - 1; by default 0. */
  readonly step?: number;
}

/** A rectangle in the picture's own pixel grid; coordinates may be negative (padding beyond the border). */
export interface Grid {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/**
 * Sets out = scale * N(0, 1), planar over `grid`; `scale` is 1 by default. The value at a pixel doesn't depend on the
 * rectangle. Float32 values are the Float64 values, rounded.
 */
export type FillNormal = (out: Real, grid: Grid, draw: Draw, scale?: number) => void;

/** Makes a function like fillNormal that keeps its kernel, for callers that fill more than once. */
export function normalFiller(): FillNormal {
  const kernel = rowKernel();
  return (out, grid, draw, scale = 1) => {
    const [key0, key1] = keyOf(draw.seed);
    const word3 = streamWord(draw);
    const stepBits = stepWord(draw);
    let i = 0;
    for (let channel = 0; channel < grid.channels; channel++) {
      for (let y = grid.y; y < grid.y + grid.height; y++) {
        const row = { x: grid.x, y, channel: channel | stepBits, word3, key0, key1, scale };
        const numbers = out.subarray(i, i + grid.width);
        if (kernel && numbers instanceof Float32Array) kernel(row, numbers);
        else fillRow(row, numbers);
        i += grid.width;
      }
    }
  };
}

/** Fills once. */
export function fillNormal(...values: Parameters<FillNormal>): void {
  normalFiller()(...values);
}

/** The uniform number in (0, 1) at a pixel: (first word + 1/2) / 2^32. */
export function uniformAt(x: number, y: number, channel: number, draw: Draw): number {
  const words = philox4x32(
    [x >>> 0, y >>> 0, (channel | stepWord(draw)) >>> 0, streamWord(draw)],
    keyOf(draw.seed),
  );
  return (words[0] + 0.5) * PER_WORD;
}

function keyOf(seed: number): readonly [number, number] {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`seed ${seed} is not an integer from 0 to 2^53 - 1`);
  return [seed >>> 0, Math.floor(seed / 2 ** 32)];
}

function streamWord(draw: Draw): number {
  if (!Number.isInteger(draw.sample) || draw.sample < 0 || draw.sample >= 2 ** 24) {
    throw new RangeError(`sample ${draw.sample} is not an integer from 0 to 2^24 - 1`);
  }
  return ((draw.stream << 24) | draw.sample) >>> 0;
}

/** The step's bits of the third counter word, above the eight bits of the channel. */
function stepWord({ step = 0 }: Draw): number {
  if (!Number.isInteger(step) || step < 0 || step >= 2 ** 24) {
    throw new RangeError(`step ${step} is not an integer from 0 to 2^24 - 1`);
  }
  return step << 8;
}
