import { boxMean } from '../box-mean';
import { dilate } from '../morphology';
import { emptyPlane, type Plane } from '../plane';

/** Half the side of the square in which most of what was found has to stand out. */
const TOGETHER = 64;
/** Least share of it. Otherwise the network took an object for damage there, and the rest is a part of that object. */
const LEAST_TOGETHER = 0.8;
/** How far a pixel's answer depends on others, in pixels, at most. With the network's reach it is a multiple of 16. */
export const STANDING_REACH = TOGETHER + 32;

/**
 * Probabilities whose outlines have to stand out. The inside of a white shirt may be surer than its rim, so that only the
 * outline at a high probability shows that nothing lies there.
 */
const LEVELS = [0.35, 0.6, 0.77];
/** Least difference across an outline that counts, in 8-bit levels. */
const LEAST_DIFFERENCE = 5;
/** Share of the outline around a pixel that has to be lighter than the surroundings, or darker. */
const LEAST_SHARE = 0.7;
/**
 * Share of it that has to be as the outline beside it is, lighter or darker. Then light and dark damage lie together: at a
 * crossing of a light and a dark scratch, or among light and dark dust.
 */
const LEAST_ALIKE = 0.9;
/** Half the sides of the squares of which the outline's share, the outline beside, the inside and the outside are taken. */
const AROUND = 16;
const BESIDE = 5;
const INSIDE = 2;
const OUTSIDE = 3;
/** The rounding errors of running sums. */
const ROUNDING = 1e-7;
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
    const found = data.map((value) => (value >= level ? 1 : 0));
    if (!found.includes(1)) return;
    const stands = outlineStands(luma, { width, height, data: found });
    const standing = found.map((value, i) => (stands[i] ? value : 0));
    const [all, kept] = [found, standing].map(
      (values) => boxMean({ width, height, data: values }, TOGETHER).data,
    );
    const most = index === 0 ? UNLIKELY : level - 0.01;
    for (let i = 0; i < data.length; i++) {
      const isLowered = standing[i] === 0 || kept[i] < LEAST_TOGETHER * all[i] - ROUNDING;
      if (found[i] === 1 && isLowered) result[i] = Math.min(result[i], most);
    }
  });
  return { width, height, data: result };
}

/**
 * Whether the outline of `inside` (1 or 0) in a square around each pixel stands out: nearly all of it is lighter than the
 * outside, or darker, or each piece of it is. Where there is no outline, it does.
 */
function outlineStands(luma: Plane, inside: Plane): boolean[] {
  const { width, height, data } = inside;
  const reached = dilate(inside, 1);
  const [outline, lighter, darker] = [0, 1, 2].map(() => emptyPlane(width, height));
  for (let i = 0; i < data.length; i++) {
    // Each pixel beside the inside, where both means are known.
    if (reached.data[i] === data[i]) continue;
    const difference = meanWhere(luma, inside, 1, i, INSIDE) - meanWhere(luma, reached, 0, i, OUTSIDE);
    if (Number.isNaN(difference)) continue;
    outline.data[i] = 1;
    if (difference >= LEAST_DIFFERENCE) lighter.data[i] = 1;
    if (difference <= -LEAST_DIFFERENCE) darker.data[i] = 1;
  }
  const pieces = [outline, lighter, darker, likeBeside(lighter, darker)];
  const [all, up, down, alike] = pieces.map((one) => boxMean(one, AROUND).data);
  return Array.from(
    all,
    (value, i) =>
      Math.max(up[i], down[i]) >= LEAST_SHARE * value - ROUNDING ||
      alike[i] >= LEAST_ALIKE * value - ROUNDING,
  );
}

/** Marks the lighter pixels of an outline where most beside them are lighter, and the darker ones where most are darker. */
function likeBeside(lighter: Plane, darker: Plane): Plane {
  const [up, down] = [lighter, darker].map((one) => boxMean(one, BESIDE).data);
  const isAlike = (i: number) =>
    up[i] > down[i] + ROUNDING ? lighter.data[i] === 1 : down[i] > up[i] + ROUNDING && darker.data[i] === 1;
  return { ...lighter, data: lighter.data.map((_, i) => (isAlike(i) ? 1 : 0)) };
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
