import { type Real, realLike, type Shape, type StdMap, sizeOf } from '../model/forward-model';
import { LUMA_UNIT } from '../model/luma';

/**
 * Fills `signs` (three planes) with independent fair draws of -1 and +1 for probe number `probe`. The draws are keyed
 * by coordinate, so that the map doesn't depend on where a region begins.
 */
export type ProbeSource = (probe: number, signs: Real) => void;

export interface ProbingOptions {
  /** out = P v, where Sigma* = sigma^2 (I - P). `out` isn't `v`. */
  readonly project: (v: Real, out: Real) => void;
  /** Three planes. */
  readonly shape: Shape;
  readonly sigma: number;
  /** The smallest standard deviation possible; estimates below it are raised to it. */
  readonly floor: number;
  readonly source: ProbeSource;
  readonly count: number;
  /** Decides the number type of the map. */
  readonly like: Real;
}

// An orthonormal basis of colour: the luma direction u, and two directions across it.
const [U0, U1, U2] = LUMA_UNIT;
const ACROSS = Math.hypot(U0, U1);
const [A0, A1] = [U1 / ACROSS, -U0 / ACROSS];
const [B0, B1, B2] = [(-U2 * U0) / ACROSS, (-U2 * U1) / ACROSS, ACROSS];

/**
 * Square roots of the diagonal of Sigma*, along luma and across it, by Rademacher probes (Hutchinson 1990, Bekas,
 * Kokiopoulou and Saad 2007): the mean of v * (Sigma* v) in the basis of luma and chroma. Exact if Sigma* mixes no
 * pixels; otherwise each pixel's variance has a standard error of
 * sqrt(sum of its squared covariances with other pixels / count).
 */
export function probeStd(options: ProbingOptions): StdMap {
  const { shape, sigma, count, like } = options;
  const plane = shape.width * shape.height;
  const signs = realLike(like, sizeOf(shape));
  const probe = realLike(like, sizeOf(shape));
  const image = realLike(like, sizeOf(shape));
  const luma = realLike(like, plane);
  const chroma = realLike(like, plane);
  for (let k = 0; k < count; k++) {
    options.source(k, signs);
    for (let i = 0, j = plane, l = 2 * plane; i < plane; i++, j++, l++) {
      probe[i] = U0 * signs[i] + A0 * signs[j] + B0 * signs[l];
      probe[j] = U1 * signs[i] + A1 * signs[j] + B1 * signs[l];
      probe[l] = U2 * signs[i] + B2 * signs[l];
    }
    options.project(probe, image);
    for (let i = 0, j = plane, l = 2 * plane; i < plane; i++, j++, l++) {
      const red = probe[i] - image[i];
      const green = probe[j] - image[j];
      const blue = probe[l] - image[l];
      luma[i] += signs[i] * (U0 * red + U1 * green + U2 * blue);
      chroma[i] += signs[j] * (A0 * red + A1 * green) + signs[l] * (B0 * red + B1 * green + B2 * blue);
    }
  }
  const toStd = (sum: number, terms: number): number =>
    Math.min(sigma, Math.max(options.floor, sigma * Math.sqrt(Math.max(0, sum / terms))));
  for (let i = 0; i < plane; i++) {
    luma[i] = toStd(luma[i], count);
    chroma[i] = toStd(chroma[i], 2 * count);
  }
  return { luma, chroma };
}
