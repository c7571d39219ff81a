import type { Plane } from './plane';
import { symmetricEigenvalues } from './symmetric-eigenvalues';

const SIDE = 7;
const SIZE = SIDE * SIDE;
/** Largest number of patches; more don't change the result. */
const PATCHES = 30_000;
const ROUNDS = 6;
/**
 * The 1 - 1e-6 quantile of a patch's summed squared central differences for white noise of std 1. They follow a gamma
 * distribution of shape 45/2 and scale 2 * 35/45, because 70 differences of weight 1/2 span 45 dimensions.
 */
const WEAK_TEXTURE = 82.2;
/** Values within so many levels of black or white are clipped, and so is their noise. */
export const CLIPPED = 1.5;
/** A patch with a larger share of clipped values isn't used. */
export const CLIPPED_SHARE = 0.1;

interface Patch {
  readonly plane: Plane;
  readonly start: number;
  /** Squared central differences, summed. */
  readonly texture: number;
}

/**
 * Standard deviation of white Gaussian noise in a channel, in 8-bit levels, from some of its areas. It selects patches
 * whose gradients can be explained by noise alone (X. Liu, M. Tanaka, M. Okutomi, "Single-image noise level estimation for
 * blind denoising", 2013), and drops the largest eigenvalues of their covariance until the others are symmetric about
 * their mean, which is the noise's variance (G. Chen, F. Zhu, P. A. Heng, "An efficient statistical method for image
 * noise level estimation", 2015). Clipped patches don't count. 0 if there are too few patches.
 *
 * On twelve Kodak photos (which have noise of 0.7 to 2 levels themselves) added noise of 5, 10, 25 and 50 levels gives
 * medians of 5.2, 10.2, 25.1 and 48.5, within 8 % except for one photo. A JPEG's encoder removes noise where its steps are
 * coarse, and the estimate is of the remaining noise: of 10 levels 7 to 8 at quality 90 (4:2:0), 6 at 80, hardly any at 60.
 */
export function estimateNoise(areas: readonly Plane[]): number {
  let patches = cutPatches(areas);
  let variance = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS && patches.length >= SIZE; round++) {
    const next = flatPart(symmetricEigenvalues(covariance(patches), SIZE));
    const settled = Math.abs(next - variance) <= 1e-3 * next;
    variance = next;
    if (settled) break;
    const limit = WEAK_TEXTURE * variance;
    const weak = patches.filter(({ texture }) => texture <= limit);
    // With the same patches the next round would give the same result.
    if (weak.length < 2 * SIZE || weak.length === patches.length) break;
    patches = weak;
  }
  return Number.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : 0;
}

function cutPatches(areas: readonly Plane[]): Patch[] {
  const places = areas.reduce(
    (sum, { width, height }) => sum + Math.max(0, width - SIDE + 1) * Math.max(0, height - SIDE + 1),
    0,
  );
  // Odd, so never a multiple of 8: otherwise all patches would have the same position in a JPEG's blocks.
  const step = oddAtLeast(Math.sqrt(places / PATCHES));
  const patches: Patch[] = [];
  for (const plane of areas) {
    for (let y = 0; y + SIDE <= plane.height; y += step) {
      for (let x = 0; x + SIDE <= plane.width; x += step) {
        const start = y * plane.width + x;
        if (!isClipped(plane, start)) patches.push({ plane, start, texture: textureOf(plane, start) });
      }
    }
  }
  return patches;
}

/** The least odd number of at least `value` and 1. */
export function oddAtLeast(value: number): number {
  const whole = Math.max(1, Math.ceil(value));
  return whole % 2 === 1 ? whole : whole + 1;
}

function isClipped({ data, width }: Plane, start: number): boolean {
  let clipped = 0;
  for (let row = 0; row < SIDE; row++) {
    for (let i = start + row * width, end = i + SIDE; i < end; i++)
      if (data[i] < CLIPPED || data[i] > 255 - CLIPPED) clipped++;
  }
  return clipped > CLIPPED_SHARE * SIZE;
}

function textureOf({ data, width }: Plane, start: number): number {
  let sum = 0;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const i = start + row * width + column;
      if (column > 0 && column < SIDE - 1) sum += ((data[i + 1] - data[i - 1]) / 2) ** 2;
      if (row > 0 && row < SIDE - 1) sum += ((data[i + width] - data[i - width]) / 2) ** 2;
    }
  }
  return sum;
}

/** Patches whose products are added in one pass over the sums, which costs more than the products. */
const TOGETHER = 4;

function covariance(patches: readonly Patch[]): Float64Array {
  const sums = new Float64Array(SIZE * SIZE);
  const values = Array.from({ length: TOGETHER }, () => new Float64Array(SIZE));
  const [a, b, c, d] = values;
  for (let first = 0; first < patches.length; first += TOGETHER) {
    for (let i = 0; i < TOGETHER; i++) readCentred(patches[first + i], values[i]);
    for (let i = 0; i < SIZE; i++) {
      for (let j = i; j < SIZE; j++) {
        let sum = sums[i * SIZE + j];
        sum += a[i] * a[j];
        sum += b[i] * b[j];
        sum += c[i] * c[j];
        sum += d[i] * d[j];
        sums[i * SIZE + j] = sum;
      }
    }
  }
  for (let i = 0; i < SIZE; i++) {
    for (let j = i; j < SIZE; j++) {
      const value = sums[i * SIZE + j] / patches.length;
      sums[i * SIZE + j] = value;
      sums[j * SIZE + i] = value;
    }
  }
  return sums;
}

/** Writes a patch less its mean; zeros, which add nothing, where there is no patch. */
function readCentred(patch: Patch | undefined, values: Float64Array): void {
  if (!patch) {
    values.fill(0);
    return;
  }
  const { plane, start } = patch;
  let mean = 0;
  for (let k = 0; k < SIZE; k++) {
    values[k] = plane.data[start + Math.floor(k / SIDE) * plane.width + (k % SIDE)];
    mean += values[k] / SIZE;
  }
  for (let k = 0; k < SIZE; k++) values[k] -= mean;
}

/**
 * The mean of those smallest eigenvalues that are noise alone: with one more their mean would be above their median. The
 * very smallest is zero, because each patch's mean was subtracted.
 */
function flatPart(eigenvalues: Float64Array): number {
  const rest = eigenvalues.subarray(1);
  let sum = rest.reduce((total, value) => total + value, 0);
  for (let count = rest.length; count > 1; count--) {
    const mean = sum / count;
    const middle = count >> 1;
    const median = count % 2 === 1 ? rest[middle] : (rest[middle - 1] + rest[middle]) / 2;
    if (mean <= median) return mean;
    sum -= rest[count - 1];
  }
  return rest[0];
}
