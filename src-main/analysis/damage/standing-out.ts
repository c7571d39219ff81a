import { boxMean } from '../box-mean';
import { dilate } from '../morphology';
import { emptyPlane, type Plane } from '../plane';

/** Half the side of the square in which most of what was found has to stand out. */
const TOGETHER = 64;
/** Least share of it. Otherwise the network took an object for damage there, and the rest is a part of that object. */
const LEAST_TOGETHER = 0.8;
/** How far a pixel's answer depends on others, in pixels. */
export const STANDING_REACH = TOGETHER + 24;

/**
 * Probabilities whose outlines have to stand out. The inside of a white shirt may be surer than its rim, so that only the
 * outline at a high probability shows that nothing lies there.
 */
const LEVELS = [0.35, 0.6, 0.77];
/** Least difference across an outline that counts, in 8-bit levels. */
const LEAST_DIFFERENCE = 5;
/** Share of the outline around a pixel that has to be lighter than the surroundings, or darker. */
const LEAST_SHARE = 0.7;
/** Half the sides of the squares of which the outline's share, the inside and the outside are taken. */
const AROUND = 16;
const INSIDE = 2;
const OUTSIDE = 3;
/** A probability whose outline at the lowest level doesn't stand out becomes this at most. */
const UNLIKELY = 0.15;

/**
 * Lowers the probability of damage [height, width] where it doesn't stand out from the picture around it. Scratches, spots
 * and flakes are lighter than their surroundings on all sides, or darker on all sides. Parts of a shirt and edges of
 * objects are not: on one side the picture goes on. Where much of what was found doesn't stand out, all of it is lowered,
 * because single pixels would leave fragments of a shirt or of a fence. `luma` is in 8-bit levels and has the same extent.
 */
export function standingOut(luma: Plane, probability: Plane): Plane {
  const { width, height, data } = probability;
  const result = data.slice();
  LEVELS.forEach((level, index) => {
    const share = outlineShare(luma, probability, level);
    if (!share) return;
    const found = data.map((value) => (value >= level ? 1 : 0));
    const standing = found.map((value, i) => (share[i] < LEAST_SHARE ? 0 : value));
    const [all, kept] = [found, standing].map(
      (values) => boxMean({ width, height, data: values }, TOGETHER).data,
    );
    const most = index === 0 ? UNLIKELY : level - 0.01;
    for (let i = 0; i < data.length; i++) {
      // Running sums leave rounding errors.
      const isLowered = standing[i] === 0 || kept[i] < LEAST_TOGETHER * all[i] - 1e-7;
      if (found[i] === 1 && isLowered) result[i] = Math.min(result[i], most);
    }
  });
  return { width, height, data: result };
}

/**
 * The share of the outline of `probability >= level` in a square around each pixel on which the inside is lighter than the
 * outside, or darker, whichever is more; 1 where there is no outline. Undefined if no pixel has this probability.
 */
function outlineShare(luma: Plane, probability: Plane, level: number): Float32Array | undefined {
  if (!probability.data.some((value) => value >= level)) return undefined;
  const { width, height, data } = probability;
  const inside = { width, height, data: data.map((value) => (value >= level ? 1 : 0)) };
  const reached = dilate(inside, 1);
  const [outline, lighter, darker] = [0, 1, 2].map(() => emptyPlane(width, height));
  for (let i = 0; i < data.length; i++) {
    // Each pixel beside the inside, where both means are known.
    if (reached.data[i] === inside.data[i]) continue;
    const difference = meanWhere(luma, inside, 1, i, INSIDE) - meanWhere(luma, reached, 0, i, OUTSIDE);
    if (Number.isNaN(difference)) continue;
    outline.data[i] = 1;
    if (difference >= LEAST_DIFFERENCE) lighter.data[i] = 1;
    if (difference <= -LEAST_DIFFERENCE) darker.data[i] = 1;
  }
  const [all, up, down] = [outline, lighter, darker].map((one) => boxMean(one, AROUND).data);
  // Running sums leave rounding errors where there is nothing.
  return all.map((value, i) => (value > 1e-6 ? Math.max(up[i], down[i]) / value : 1));
}

/** The mean of `values` over the pixels of the square around `at` at which `where` is `wanted`; NaN if there are none. */
function meanWhere(values: Plane, where: Plane, wanted: number, at: number, radius: number): number {
  const { width, height } = values;
  const [x, y] = [at % width, Math.floor(at / width)];
  let [sum, count] = [0, 0];
  for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
    for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
      const i = v * width + u;
      if (where.data[i] !== wanted) continue;
      sum += values.data[i];
      count++;
    }
  }
  return sum / count;
}
