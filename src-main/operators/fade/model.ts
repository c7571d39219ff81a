import type { Channels } from '../../contract/recipe-fields';
import { thinPlate } from '../filling/thin-plate';
import type { Workspace } from '../kernels/workspace';
import {
  assertLength,
  type ForwardModel,
  type Real,
  realLike,
  type Shape,
  type StdMap,
} from '../model/forward-model';
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
  /** The share of that range that is left at each pixel, 0 to 1: width * height entries; default 1 everywhere. */
  readonly rest?: Float32Array | undefined;
  /** The factor by which `rest` increases the noise of the whole photo; a tile gets its photo's. Default 1. */
  readonly growth?: number | undefined;
  /** width * height entries, 1 where the photo is measured; default everywhere. */
  readonly measured?: Uint8Array | undefined;
  readonly workspace?: Workspace | undefined;
}

/**
 * A faded photo: y = g_c r x + n eta in each channel c. r is the share of the contrast that is left at the pixel. There
 * is no offset, because the link's `measure` subtracts it. Divided by g r it is denoising of noise n_c = n / (g_c r):
 * mu* = x + (y / (g_c r) - x) s^2 / (s^2 + n_c^2). Sigma* is diagonal in the channels; its std along and across luma is
 * exact. Throws RangeError for a gain that isn't positive or a mask of another size.
 */
export function fade(options: FadeOptions): ForwardModel & NormalSolver {
  const { shape, gains, rest, growth = 1, sigmaY, measured, workspace } = options;
  assertColour(shape);
  assertNoise(sigmaY, shape);
  if (measured) assertMask(measured, shape);
  if (!gains.every((gain) => gain > 0 && gain < Infinity)) {
    throw new RangeError(`the gains ${gains.join(', ')} of a faded photo aren't all positive`);
  }
  if (rest && rest.length !== shape.width * shape.height) {
    throw new RangeError(`${rest.length} contrasts for ${shape.width}x${shape.height} pixels`);
  }
  /** The noise in the middle, where r is 1. */
  const noise = gains.map((gain) => sigmaY / gain);
  /** The noise level that represents the three in the geometry. */
  const nominal = sigmaY * noiseLevel(gains, growth);
  const multiply = (x: Real, out: Real): void =>
    eachChannel(out, (plane, c, start) => {
      for (let i = 0; i < plane.length; i++)
        plane[i] = gains[c] * (rest ? rest[i] : 1) * x[start + i] * (measured ? measured[i] : 1);
    });
  const stdAt = (sigma: number, left: number): readonly [luma: number, chroma: number] => {
    const variances = noise.map((level) => observedStd(sigma, level / left) ** 2);
    const along = variances.reduce((sum, variance, c) => sum + LUMA_UNIT[c] ** 2 * variance, 0);
    const across = (variances.reduce((sum, variance) => sum + variance, 0) - along) / 2;
    return [Math.sqrt(along), Math.sqrt(across)];
  };

  const model: ForwardModel & NormalSolver = {
    name: 'fade',
    domain: shape,
    range: shape,
    sigmaY,
    forward: multiply,
    adjoint: multiply,
    solveNormal: (v, ratio, out) =>
      eachChannel(out, (plane, c, start) => {
        for (let i = 0; i < plane.length; i++)
          plane[i] = v[start + i] / ((gains[c] * (rest ? rest[i] : 1)) ** 2 + ratio);
      }),
    std: (sigma, room) => {
      if (rest) return unevenStd(rest, measured, sigma, stdAt);
      const [luma, chroma] = stdAt(sigma, 1);
      if (!measured) return { luma, chroma };
      return { luma: twoValued(measured, luma, sigma, room), chroma: twoValued(measured, chroma, sigma) };
    },
    geometry: (sigma) => baseGeometry(sigma, nominal),
    observe: (y) => {
      assertLength(y, shape, 'the measurement');
      const levelled = realLike(y, y.length, workspace);
      eachChannel(levelled, (plane, c, start) => {
        for (let i = 0; i < plane.length; i++) plane[i] = y[start + i] / (gains[c] * (rest ? rest[i] : 1));
      });
      const pivot = (x: Real, sigma: number, out: Real): void =>
        eachChannel(out, (plane, c, start) => {
          const [from, to] = [
            x.subarray(start, start + plane.length),
            levelled.subarray(start, start + plane.length),
          ];
          const gain = observedGain(sigma, noise[c]);
          if (rest) blendUneven(from, to, { rest, measured, sigma, noise: noise[c] }, plane);
          else if (measured) blendMeasured(from, to, measured, gain, plane);
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

/**
 * The level of the three channels' noise after the gains are undone, for noise of level 1: its root mean square.
 *
 * @param growth the factor by which a contrast that differs over the photo increases it further
 */
export function noiseLevel(gains: Channels, growth: number): number {
  return (growth * Math.hypot(...gains.map((gain) => 1 / gain))) / Math.sqrt(3);
}

/** out = x + gain (y - x) where `measured` is 1, and x where it is 0. One plane. */
function blendMeasured(x: Real, y: Real, measured: Uint8Array, gain: number, out: Real): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i] + gain * measured[i] * (y[i] - x[i]);
}

interface Uneven {
  readonly rest: Float32Array;
  readonly measured: Uint8Array | undefined;
  readonly sigma: number;
  /** The noise where r is 1. */
  readonly noise: number;
}

/** out = x + g (y - x) with each pixel's own gain g, 0 where it isn't measured. One plane. */
function blendUneven(x: Real, y: Real, { rest, measured, sigma, noise }: Uneven, out: Real): void {
  for (let i = 0; i < out.length; i++) {
    const gain = measured && measured[i] === 0 ? 0 : observedGain(sigma, noise / rest[i]);
    out[i] = x[i] + gain * (y[i] - x[i]);
  }
}

/** The std of each pixel; sigma where it isn't measured. */
function unevenStd(
  rest: Float32Array,
  measured: Uint8Array | undefined,
  sigma: number,
  stdAt: (sigma: number, left: number) => readonly [luma: number, chroma: number],
): StdMap {
  const luma = new Float32Array(rest.length);
  const chroma = new Float32Array(rest.length);
  for (let i = 0; i < rest.length; i++) {
    const [along, across] = measured && measured[i] === 0 ? [sigma, sigma] : stdAt(sigma, rest[i]);
    luma[i] = along;
    chroma[i] = across;
  }
  return { luma, chroma };
}
