import { greenOf } from '../../contract/luma';
import { solveSymmetric } from './solve-symmetric';
import { betweenNodes, KNOT_STEP, KNOTS, splineShares, type ToneCurve } from './tone-curve';

/** Pixels for fitting a tone curve, in 8-bit levels; positions u, v are shares of the picture's extent. */
export interface ToneSamples {
  readonly luma: Float32Array;
  /** Red less luma, blue less luma. */
  readonly red: Float32Array;
  readonly blue: Float32Array;
  readonly u: Float32Array;
  readonly v: Float32Array;
  readonly weight: Float32Array;
}

/** Curves along each side of the picture, because yellowing and uneven light change over a third of it. */
const NODES = 4;
const UNKNOWNS = NODES * NODES * KNOTS;
/** Number of coefficients that determine a sample. */
const TOUCHED = 12;

/** Strengths of the smoothness along the luma and between neighbouring curves, as shares of the samples' weight. */
const ALONG_LUMA = 1e-4;
const ACROSS_PICTURE = 1e-2;

const ROUNDS = 8;
/** Colours off the curve by so many levels have a quarter of the weight; the distance grows with the curve's uncertainty. */
const LEAST_SCALE = 3;

/**
 * The tone curve nearest to the samples: least squares with smooth curves that change little over the picture. The
 * samples are reweighted in each round by their distance from the curve (Geman and McClure's weights), so that ink,
 * stains and borders don't bend it; after one round it is the plain least squares. Every channel rises with the luma.
 */
export function fitTone(samples: ToneSamples, rounds = ROUNDS): ToneCurve {
  const { luma, weight } = samples;
  const touched = touchedBy(samples);
  const weights = Float64Array.from(weight);
  const support = new Float64Array(UNKNOWNS);
  for (let i = 0; i < luma.length; i++) {
    for (let k = i * TOUCHED; k < (i + 1) * TOUCHED; k++)
      support[touched.index[k]] += weight[i] * touched.share[k];
  }
  let curve: Coefficients = { red: new Float64Array(UNKNOWNS), blue: new Float64Array(UNKNOWNS) };
  for (let round = 0; round < rounds; round++) {
    curve = leastSquares(samples, touched, weights);
    weighAnew(samples, touched, curve, weights);
  }
  makeRising(curve, support);
  return { across: NODES, down: NODES, red: [...curve.red], blue: [...curve.blue] };
}

interface Touched {
  readonly index: Int32Array;
  readonly share: Float64Array;
}

interface Coefficients {
  readonly red: Float64Array;
  readonly blue: Float64Array;
}

function touchedBy({ luma, u, v }: ToneSamples): Touched {
  const index = new Int32Array(luma.length * TOUCHED);
  const share = new Float64Array(luma.length * TOUCHED);
  const shares = new Float64Array(3);
  let at = 0;
  for (let i = 0; i < luma.length; i++) {
    const first = splineShares(luma[i], shares);
    const column = betweenNodes(u[i], NODES);
    const row = betweenNodes(v[i], NODES);
    for (let corner = 0; corner < 4; corner++) {
      const [right, lower] = [corner & 1, corner >> 1];
      const node = (row.node + lower) * NODES + column.node + right;
      const part = (right ? column.share : 1 - column.share) * (lower ? row.share : 1 - row.share);
      for (let k = 0; k < 3; k++, at++) {
        index[at] = node * KNOTS + first + k;
        share[at] = part * shares[k];
      }
    }
  }
  return { index, share };
}

function leastSquares(samples: ToneSamples, touched: Touched, weights: Float64Array): Coefficients {
  const matrix = new Float64Array(UNKNOWNS * UNKNOWNS);
  const right = { red: new Float64Array(UNKNOWNS), blue: new Float64Array(UNKNOWNS) };
  const { index, share } = touched;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    total += weight;
    for (let a = i * TOUCHED; a < (i + 1) * TOUCHED; a++) {
      const row = index[a] * UNKNOWNS;
      const part = weight * share[a];
      if (part === 0) continue;
      for (let b = i * TOUCHED; b < (i + 1) * TOUCHED; b++) matrix[row + index[b]] += part * share[b];
      right.red[index[a]] += part * samples.red[i];
      right.blue[index[a]] += part * samples.blue[i];
    }
  }
  addSmoothness(matrix, total);
  const [red, blue] = solveSymmetric(matrix, [right.red, right.blue]);
  return { red, blue };
}

/** Penalises second differences along the luma, first differences between neighbouring curves, and slightly any colour. */
function addSmoothness(matrix: Float64Array, total: number): void {
  const along = (ALONG_LUMA * total) / NODES ** 2;
  const across = (ACROSS_PICTURE * total) / (NODES ** 2 * KNOTS);
  const add = (strength: number, places: readonly number[], signs: readonly number[]) => {
    for (const [a, row] of places.entries())
      for (const [b, column] of places.entries())
        matrix[row * UNKNOWNS + column] += strength * signs[a] * signs[b];
  };
  for (let i = 0; i < UNKNOWNS; i++) {
    const node = Math.floor(i / KNOTS);
    add(1e-7 * total + 1e-12, [i], [1]);
    if (i % KNOTS < KNOTS - 2) add(along, [i, i + 1, i + 2], [1, -2, 1]);
    if (node % NODES < NODES - 1) add(across, [i, i + KNOTS], [1, -1]);
    if (node < NODES * (NODES - 1)) add(across, [i, i + NODES * KNOTS], [1, -1]);
  }
}

function weighAnew(
  samples: ToneSamples,
  { index, share }: Touched,
  curve: Coefficients,
  weights: Float64Array,
): void {
  const distances = new Float64Array(weights.length);
  for (let i = 0; i < distances.length; i++) {
    let [red, blue] = [samples.red[i], samples.blue[i]];
    for (let k = i * TOUCHED; k < (i + 1) * TOUCHED; k++) {
      red -= share[k] * curve.red[index[k]];
      blue -= share[k] * curve.blue[index[k]];
    }
    distances[i] = Math.hypot(red, blue);
  }
  const sorted = distances.filter((_, i) => samples.weight[i] > 0).sort();
  const middle = sorted.length > 0 ? sorted[sorted.length >> 1] : 0;
  const scale = Math.max(LEAST_SCALE, 1.5 * middle);
  for (let i = 0; i < weights.length; i++)
    weights[i] = samples.weight[i] / (1 + (distances[i] / scale) ** 2) ** 2;
}

/**
 * Flattens a curve's colour wherever a channel would fall with the luma, outwards from the coefficient with the most
 * samples. A B-spline with rising coefficients rises.
 */
function makeRising({ red, blue }: Coefficients, support: Float64Array): void {
  for (let start = 0; start < UNKNOWNS; start += KNOTS) {
    let best = start;
    for (let i = start; i < start + KNOTS; i++) if (support[i] > support[best]) best = i;
    const old = { red: red.slice(start, start + KNOTS), blue: blue.slice(start, start + KNOTS) };
    const step = (from: number, to: number) => {
      const dRed = old.red[to - start] - old.red[from - start];
      const dBlue = old.blue[to - start] - old.blue[from - start];
      const kept = risingShare((to - from) * dRed, (to - from) * dBlue);
      red[to] = red[from] + kept * dRed;
      blue[to] = blue[from] + kept * dBlue;
    };
    for (let i = best; i < start + KNOTS - 1; i++) step(i, i + 1);
    for (let i = best; i > start; i--) step(i, i - 1);
  }
}

/** The largest share of a colour step, up to 1, with which no channel falls while the luma rises by a knot. */
function risingShare(red: number, blue: number): number {
  const least = Math.min(red, blue, greenOf(red, blue));
  return least < -KNOT_STEP ? -KNOT_STEP / least : 1;
}
