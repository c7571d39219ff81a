import type { Workspace } from '../kernels/workspace';
import { assertLength, type ForwardModel, type Real, type Shape } from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry, observedStd } from '../model/geometry';
import { assertColour, assertNoise, type NoiseLevel, nominalNoise } from '../model/noise-level';
import {
  blendByPrecision,
  blendUniform,
  copyInto,
  observedGain,
  precisionOf,
  stdByPrecision,
} from '../model/pixelwise';

export interface IdentityOptions {
  /** Three planes. */
  readonly shape: Shape;
  /** Standard deviation of the noise, one for all pixels or one per pixel. */
  readonly noise: NoiseLevel;
  /** The noise level that represents a map in the geometry; a tile gets its photo's. Default: the map's root mean square. */
  readonly nominal?: number;
  readonly workspace?: Workspace;
}

/** Denoising: y = x + n eta. mu* = (x n^2 + y s^2) / (n^2 + s^2). Throws RangeError for noise that isn't positive. */
export function identity(options: IdentityOptions): ForwardModel {
  const { shape, noise } = options;
  assertColour(shape);
  assertNoise(noise, shape);
  const sigmaY = options.nominal ?? nominalNoise(noise);
  const precision = typeof noise === 'number' ? null : precisionOf(noise);
  const uniform = typeof noise === 'number' ? noise : sigmaY;

  const pivot = (x: Real, y: Real, sigma: number, out: Real): void => {
    if (precision) blendByPrecision(x, y, precision, sigma, out);
    else blendUniform(x, y, observedGain(sigma, uniform), out, options.workspace);
  };
  const model: ForwardModel = {
    name: 'denoise',
    domain: shape,
    range: shape,
    sigmaY,
    whiteNoise: typeof noise === 'number',
    forward: copyInto,
    adjoint: copyInto,
    std: (sigma) => {
      const std = precision ? stdByPrecision(precision, sigma) : observedStd(sigma, uniform);
      return { luma: std, chroma: std };
    },
    geometry: (sigma) => baseGeometry(sigma, sigmaY),
    observe: (y) => {
      assertLength(y, shape, 'the measurement');
      return {
        model,
        y,
        pivot: (x, sigma, out) => pivot(x, y, sigma, out),
        anchor: (out) => {
          out.fill(0);
          pivot(out, y, ANCHOR_SIGMA, out);
        },
      };
    },
  };
  return model;
}
