import type { Observation } from '../operators/model/forward-model';
import { sizeOf } from '../operators/model/forward-model';
import type { FirstAnswer } from './coarse/first-answer';

/**
 * The noise level at which a single call over missing pixels runs. It starts from the anchor without noise, because the
 * network leaks some of its input's noise into the mean: started from pure noise at the highest level, one call is 0.1
 * to 0.5 dB worse over the missing pixels of held-out photos (models/training/NOTES.md, "one calm call").
 */
const CALM_SIGMA = 4;

/** The start of a single call over missing pixels: the observation's own anchor, computed once. */
export function calmStart(observation: Observation): FirstAnswer {
  const picture = new Float32Array(sizeOf(observation.model.domain));
  observation.anchor(picture);
  return {
    picture,
    sigma: CALM_SIGMA,
    anchorIn: (of) => ({ ...of, anchor: (out) => out.set(picture) }),
  };
}
