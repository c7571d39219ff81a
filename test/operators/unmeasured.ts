import { assertLength, type ForwardModel, type Shape } from '../../src-main/operators/model/forward-model';
import { baseGeometry } from '../../src-main/operators/model/geometry';
import { assertColour } from '../../src-main/operators/model/noise-level';
import { copyInto } from '../../src-main/operators/model/pixelwise';

/** The contract's geometry for A = 0. */
const NOTHING_MEASURED = 1e6;

/**
 * A = 0: the unconditional prior, with a measurement of no samples. The pivot is x_t itself and the network an
 * ordinary denoiser, on which the samplers that bring their own likelihood run.
 */
export function unmeasured(options: { readonly shape: Shape }): ForwardModel {
  const { shape } = options;
  assertColour(shape);
  const range: Shape = { width: shape.width, height: shape.height, channels: 0 };
  const model: ForwardModel = {
    name: 'unmeasured',
    domain: shape,
    range,
    sigmaY: NOTHING_MEASURED,
    forward: () => {},
    adjoint: (_y, out) => {
      out.fill(0);
    },
    std: (sigma) => ({ luma: sigma, chroma: sigma }),
    geometry: (sigma) => baseGeometry(sigma, NOTHING_MEASURED),
    observe: (y) => {
      assertLength(y, range, 'the measurement');
      return {
        model,
        y,
        pivot: (x, _sigma, out) => copyInto(x, out),
        anchor: (out) => {
          out.fill(0);
        },
      };
    },
  };
  return model;
}
