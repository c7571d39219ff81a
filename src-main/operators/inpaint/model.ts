import { thinPlate } from '../filling/thin-plate';
import { ORDINARY, type Workspace } from '../kernels/workspace';
import { assertLength, type ForwardModel, type Real, type Shape } from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry, observedStd } from '../model/geometry';
import { assertColour, assertMask, assertNoise, type NoiseLevel, nominalNoise } from '../model/noise-level';
import {
  blendByPrecision,
  blendMasked,
  observedGain,
  precisionOf,
  stdByPrecision,
  twoValued,
} from '../model/pixelwise';

export interface MaskOptions {
  /** Three planes. */
  readonly shape: Shape;
  /** width * height entries, 1 where the pixel is measured, 0 where it is missing. */
  readonly measured: Uint8Array;
  /** Standard deviation of the noise on measured pixels, one for all pixels or one per pixel. */
  readonly sigmaY: NoiseLevel;
  /** The noise level that represents a map in the geometry; a tile gets its photo's. Default: the map's root mean square. */
  readonly nominal?: number;
  readonly workspace?: Workspace;
}

/**
 * Inpainting: y = m (x + n eta). Unmeasured values of y are ignored, but must be finite.
 * mu* = (x n^2 + y s^2) / (n^2 + s^2) on measured pixels, x elsewhere. Throws RangeError for a mask of another size.
 */
export function mask(options: MaskOptions): ForwardModel {
  const { shape, measured, sigmaY: noise, workspace = ORDINARY } = options;
  assertColour(shape);
  assertMask(measured, shape);
  assertNoise(noise, shape);
  const sigmaY = options.nominal ?? nominalNoise(noise, measured);
  const precision = typeof noise === 'number' ? null : precisionOf(noise, measured);
  const uniform = typeof noise === 'number' ? noise : sigmaY;

  const keepMeasured = (x: Real, out: Real): void => {
    const plane = measured.length;
    for (let start = 0; start < out.length; start += plane) {
      for (let i = 0; i < plane; i++) out[start + i] = measured[i] * x[start + i];
    }
  };
  const model: ForwardModel = {
    name: 'inpaint',
    domain: shape,
    range: shape,
    sigmaY,
    whiteNoise: typeof noise === 'number',
    forward: keepMeasured,
    adjoint: keepMeasured,
    std: (sigma, room) => {
      const std = precision
        ? stdByPrecision(precision, sigma)
        : twoValued(measured, observedStd(sigma, uniform), sigma, room);
      return { luma: std, chroma: std };
    },
    geometry: (sigma) => baseGeometry(sigma, sigmaY),
    observe: (y) => {
      assertLength(y, shape, 'the measurement');
      const weight = workspace.room(measured.length);
      weight.set(measured);
      const pivot = (x: Real, sigma: number, out: Real): void => {
        if (precision) blendByPrecision(x, y, precision, sigma, out);
        else blendMasked(x, y, weight, observedGain(sigma, uniform), out, workspace);
      };
      return {
        model,
        y,
        pivot,
        anchor: (out) => {
          out.fill(0);
          pivot(out, ANCHOR_SIGMA, out);
          thinPlate(out, measured, shape, sigmaY);
        },
      };
    },
  };
  return model;
}
