import type { Channels } from '../../contract/recipe-fields';
import { thinPlate } from '../filling/thin-plate';
import type { Workspace } from '../kernels/workspace';
import { assertLength, type ForwardModel, type Real, realLike, type Shape } from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry, observedStd } from '../model/geometry';
import { eachChannel } from '../model/levels';
import type { NormalSolver } from '../model/linear-map';
import { LUMA_UNIT } from '../model/luma';
import { assertColour, assertMask, assertNoise } from '../model/noise-level';
import { blendUniform, observedGain, twoValued } from '../model/pixelwise';

export interface FadeOptions {
  /** Three planes. */
  readonly shape: Shape;
  /** What is left of the range of each channel, above 0. */
  readonly gains: Channels;
  /** Standard deviation of the noise on the faded photo. */
  readonly sigmaY: number;
  /** width * height entries, 1 where the photo is measured; default everywhere. */
  readonly measured?: Uint8Array | undefined;
  readonly workspace?: Workspace | undefined;
}

/**
 * A faded photo: y = g_c x + n eta in each channel c, without the constant offset, which `measure` of the link subtracts.
 * Divided by g it is denoising of noise n_c = n / g_c: mu* = x + (y / g_c - x) s^2 / (s^2 + n_c^2). Sigma* is diagonal in the
 * channels; its std along and across luma is exact. Throws RangeError for a gain that isn't positive or a mask of another size.
 */
export function fade(options: FadeOptions): ForwardModel & NormalSolver {
  const { shape, gains, sigmaY, measured, workspace } = options;
  assertColour(shape);
  assertNoise(sigmaY, shape);
  if (measured) assertMask(measured, shape);
  if (!gains.every((gain) => gain > 0 && gain < Infinity)) {
    throw new RangeError(`the gains ${gains.join(', ')} of a faded photo aren't all positive`);
  }
  const noise = gains.map((gain) => sigmaY / gain);
  /** The noise level that represents the three in the geometry. */
  const nominal = Math.hypot(...noise) / Math.sqrt(3);
  const multiply = (x: Real, out: Real): void =>
    eachChannel(out, (plane, c, start) => {
      for (let i = 0; i < plane.length; i++)
        plane[i] = gains[c] * x[start + i] * (measured ? measured[i] : 1);
    });

  const model: ForwardModel & NormalSolver = {
    name: 'fade',
    domain: shape,
    range: shape,
    sigmaY,
    forward: multiply,
    adjoint: multiply,
    solveNormal: (v, ratio, out) =>
      eachChannel(out, (plane, c, start) => {
        const factor = 1 / (gains[c] ** 2 + ratio);
        for (let i = 0; i < plane.length; i++) plane[i] = factor * v[start + i];
      }),
    std: (sigma, room) => {
      const variances = noise.map((level) => observedStd(sigma, level) ** 2);
      const along = variances.reduce((sum, variance, c) => sum + LUMA_UNIT[c] ** 2 * variance, 0);
      const across = (variances.reduce((sum, variance) => sum + variance, 0) - along) / 2;
      const [luma, chroma] = [Math.sqrt(along), Math.sqrt(across)];
      if (!measured) return { luma, chroma };
      return { luma: twoValued(measured, luma, sigma, room), chroma: twoValued(measured, chroma, sigma) };
    },
    geometry: (sigma) => baseGeometry(sigma, nominal),
    observe: (y) => {
      assertLength(y, shape, 'the measurement');
      const levelled = realLike(y, y.length, workspace);
      eachChannel(levelled, (plane, c, start) => {
        for (let i = 0; i < plane.length; i++) plane[i] = y[start + i] / gains[c];
      });
      const pivot = (x: Real, sigma: number, out: Real): void =>
        eachChannel(out, (plane, c, start) => {
          const [from, to] = [
            x.subarray(start, start + plane.length),
            levelled.subarray(start, start + plane.length),
          ];
          const gain = observedGain(sigma, noise[c]);
          if (measured) blendMeasured(from, to, measured, gain, plane);
          else blendUniform(from, to, gain, plane, workspace);
        });
      return {
        model,
        y,
        pivot,
        anchor: (out) => {
          out.fill(0);
          pivot(out, ANCHOR_SIGMA, out);
          if (measured) thinPlate(out, measured, shape, nominal);
        },
      };
    },
  };
  return model;
}

/** out = x + gain (y - x) where `measured` is 1, and x where it is 0. One plane. */
function blendMeasured(x: Real, y: Real, measured: Uint8Array, gain: number, out: Real): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i] + gain * measured[i] * (y[i] - x[i]);
}
