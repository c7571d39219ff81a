import type { Observation } from '../operators/model/forward-model';
import { sizeOf } from '../operators/model/forward-model';
import type { FirstAnswer } from './coarse/first-answer';

/**
 * One call over missing pixels begins at the anchor, without noise, and is told this noise level. A network leaks some
 * of the noise that it is shown into its mean: begun from pure noise at the highest level, one call is 0.1 to 0.5 dB
 * worse over the missing pixels of held-out photos (models/training/NOTES.md, "one calm call").
 */
const CALM_SIGMA = 4;

/** What a single call over missing pixels begins from: the observation's own anchor, which is made once. */
export function calmStart(observation: Observation): FirstAnswer {
  const picture = new Float32Array(sizeOf(observation.model.domain));
  observation.anchor(picture);
  return {
    picture,
    sigma: CALM_SIGMA,
    anchorIn: (of) => ({ ...of, anchor: (out) => out.set(picture) }),
  };
}
