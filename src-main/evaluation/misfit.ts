import { type ForwardModel, realLike, sizeOf } from '../operators/model/forward-model';
import type { Misfit } from '../operators/model/operator';

/** The misfit under white noise. A mask (one plane, 1 where measured) excludes unmeasured pixels. */
export function whiteMisfit(model: ForwardModel, measured?: Uint8Array): Misfit {
  const planes = model.range.channels;
  const count = measured ? planes * measured.reduce((sum, value) => sum + value, 0) : sizeOf(model.range);
  return (x, y) => {
    const prediction = realLike(x, y.length);
    model.forward(x, prediction);
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      if (!measured || measured[i % measured.length] === 1) sum += (y[i] - prediction[i]) ** 2;
    }
    return sum / count / model.sigmaY ** 2;
  };
}
