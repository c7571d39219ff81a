import { thinPlate } from '../filling/thin-plate';
import { assertLength, type ForwardModel } from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry } from '../model/geometry';
import { maskMap } from '../model/linear-map';
import { assertColour } from '../model/noise-level';
import { copyInto, observedGain, twoValued } from '../model/pixelwise';
import { type RoundedOptions, roundedPicture } from '../rounding/rounded-picture';

/**
 * The network was trained on JPEG files, and on holes with white noise, but not on both at once. From this noise level on
 * the descriptor is that of the file, below it that of holes. A single call over holes runs at this level
 * (regions/calm-start.ts). With the file's descriptor in detail, as before, samples have 2 dB less in the holes and 0.3 dB
 * more beside them (models/training/NOTES.md, trial 19).
 */
const TOLD_FROM = 4;

/** The picture has three planes. */
export type JpegOptions = RoundedOptions;

/**
 * A JPEG as a measurement of every pixel, or of the pixels that a mask leaves. Its noise is the rounding of its
 * coefficients, plus the picture's white noise, if any: A = m, N = m (D + n^2 I) m', D = diag(q^2/12) in the 8x8 cosine
 * basis of YCbCr (rounding/rounded-picture.ts). Rounding is neither Gaussian nor independent of the picture; the pivot is
 * only the input from which the network regresses. A block that the picture's edge cuts takes the missing residuals from
 * the nearest pixels if its other pixels were all measured. Unmeasured values of y are ignored, but must be finite.
 * Throws RangeError for tables that aren't 64 positive steps or a mask of another size.
 */
export function jpeg(options: JpegOptions): ForwardModel {
  const { shape, measured, noise = 0 } = options;
  assertColour(shape);
  const rounded = roundedPicture(options);
  const { sigmaY } = rounded;
  const keepMeasured = measured ? maskMap(shape, measured).forward : copyInto;

  const model: ForwardModel = {
    name: 'jpeg',
    domain: shape,
    range: shape,
    sigmaY,
    whiteNoise: false,
    forward: keepMeasured,
    adjoint: keepMeasured,
    std: (sigma, room) => {
      const { luma, chroma } = rounded.std(sigma);
      if (!measured) return { luma, chroma };
      return { luma: twoValued(measured, luma, sigma, room), chroma: twoValued(measured, chroma, sigma) };
    },
    geometry: (sigma) => {
      const geometry = baseGeometry(sigma, sigmaY);
      if (!measured || sigma >= TOLD_FROM) rounded.describe(sigma, geometry);
      return geometry;
    },
    observe: (y) => {
      assertLength(y, shape, 'the measurement');
      return {
        model,
        y,
        pivot: (x, sigma, out) => rounded.pivot(x, y, sigma, out),
        anchor: (out) => {
          const gain = observedGain(ANCHOR_SIGMA, noise);
          for (let i = 0; i < out.length; i++) out[i] = gain * y[i];
          if (measured) thinPlate(out, measured, shape, sigmaY);
        },
      };
    },
  };
  return model;
}
