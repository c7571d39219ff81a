import { LUMA_WEIGHTS } from '../../contract/luma';
import { thinPlate } from '../filling/thin-plate';
import { ORDINARY, type Workspace } from '../kernels/workspace';
import { assertLength, type ForwardModel, type Real, type Shape } from '../model/forward-model';
import { ANCHOR_SIGMA, baseGeometry, observedStd } from '../model/geometry';
import { LUMA_NORM2 } from '../model/luma';
import { assertColour, assertMask, assertNoise } from '../model/noise-level';
import { observedGain, twoValued } from '../model/pixelwise';

export interface LuminanceOptions {
  /** Three planes. */
  readonly shape: Shape;
  /** Standard deviation of the noise on the luminance. */
  readonly sigmaY: number;
  /** width * height entries, 1 where the luminance is measured; default everywhere. */
  readonly measured?: Uint8Array;
  readonly workspace?: Workspace;
}

const [RED, GREEN, BLUE] = LUMA_WEIGHTS;

/**
 * Colourising: y = w'x + n eta, one plane, w the Rec. 601 luma weights; with a mask, y = m (w'x + n eta).
 * mu* = x + w (y - w'x) s^2 / (n^2 + s^2 |w|^2); Sigma* is s^2 n^2 / (n^2 + s^2 |w|^2) along w and s^2 across.
 * Throws RangeError for a mask of another size.
 */
export function luminance(options: LuminanceOptions): ForwardModel {
  const { shape, sigmaY, measured } = options;
  assertColour(shape);
  assertNoise(sigmaY, shape);
  if (measured) assertMask(measured, shape);
  const range: Shape = { width: shape.width, height: shape.height, channels: 1 };
  const plane = shape.width * shape.height;
  /** Noise of a measurement along the unit vector w/|w|. */
  const lumaNoise = sigmaY / Math.sqrt(LUMA_NORM2);

  const model: ForwardModel = {
    name: 'colorize',
    domain: shape,
    range,
    sigmaY,
    forward: (x, out) => {
      for (let i = 0; i < plane; i++) {
        const kept = measured ? measured[i] : 1;
        out[i] = kept * (RED * x[i] + GREEN * x[i + plane] + BLUE * x[i + 2 * plane]);
      }
    },
    adjoint: (y, out) => {
      for (let i = 0; i < plane; i++) {
        const value = measured ? measured[i] * y[i] : y[i];
        out[i] = RED * value;
        out[i + plane] = GREEN * value;
        out[i + 2 * plane] = BLUE * value;
      }
    },
    std: (sigma, room) => {
      const observed = observedStd(sigma, lumaNoise);
      return { luma: measured ? twoValued(measured, observed, sigma, room) : observed, chroma: sigma };
    },
    geometry: (sigma) => baseGeometry(sigma, sigmaY),
    observe: (y) => {
      assertLength(y, range, 'the measurement');
      return {
        model,
        y,
        pivot: (x, sigma, out) => {
          const gain = observedGain(sigma, lumaNoise) / LUMA_NORM2;
          if (measured) moveMeasuredLuma(x, y, measured, gain, out);
          else moveLuma(x, y, gain, out, options.workspace);
        },
        anchor: (out) => {
          const gain = observedGain(ANCHOR_SIGMA, sigmaY);
          const first = out.subarray(0, plane);
          for (let i = 0; i < plane; i++) first[i] = gain * y[i];
          if (measured) thinPlate(first, measured, range, sigmaY);
          out.copyWithin(plane, 0, plane);
          out.copyWithin(2 * plane, 0, plane);
        },
      };
    },
  };
  return model;
}

/** out = x + gain w (y - w'x). */
function moveLuma(x: Real, y: Real, gain: number, out: Real, workspace = ORDINARY): void {
  const kernels = workspace.kernelsFor(x, y, out);
  if (kernels) {
    kernels.moveLuma(x, y, gain, out);
    return;
  }
  const plane = y.length;
  for (let i = 0, j = plane, k = 2 * plane; i < plane; i++, j++, k++) {
    const red = x[i];
    const green = x[j];
    const blue = x[k];
    const step = gain * (y[i] - (RED * red + GREEN * green + BLUE * blue));
    out[i] = red + RED * step;
    out[j] = green + GREEN * step;
    out[k] = blue + BLUE * step;
  }
}

/** Like moveLuma where `measured` is 1; out = x where it is 0. */
function moveMeasuredLuma(x: Real, y: Real, measured: Uint8Array, gain: number, out: Real): void {
  const plane = y.length;
  for (let i = 0, j = plane, k = 2 * plane; i < plane; i++, j++, k++) {
    const red = x[i];
    const green = x[j];
    const blue = x[k];
    const step = gain * measured[i] * (y[i] - (RED * red + GREEN * green + BLUE * blue));
    out[i] = red + RED * step;
    out[j] = green + GREEN * step;
    out[k] = blue + BLUE * step;
  }
}
