import type { Observation, Real } from '../operators/model/forward-model';
import { sizeOf } from '../operators/model/forward-model';
import { anchorOf } from '../sampling/region-denoiser';
import type { FirstAnswer } from './coarse/first-answer';

/**
 * The noise level at which a single call over missing pixels runs. It starts from the anchor without noise, because the
 * network leaks some of its input's noise into the mean: started from pure noise at the highest level, one call is 0.1
 * to 0.5 dB worse over the missing pixels of held-out photos (models/training/NOTES.md, "one calm call").
 */
const CALM_SIGMA = 4;

/** The start of a single call over missing pixels: the observation's own anchor, computed once. */
export function calmStart(observation: Observation, turn: () => Promise<void>): Promise<FirstAnswer> {
  return startAt(CALM_SIGMA, observation, turn);
}

/**
 * The start of a sampler whose pivot isn't accurate at the highest noise levels: the anchor, to which the sampler adds
 * noise of the highest level that is. Undefined if there is no such limit.
 */
export async function lowerStart(
  observation: Observation,
  turn: () => Promise<void>,
): Promise<FirstAnswer | undefined> {
  const { highestSigma } = observation.model;
  return highestSigma === undefined ? undefined : startAt(highestSigma, observation, turn);
}

async function startAt(
  sigma: number,
  observation: Observation,
  turn: () => Promise<void>,
): Promise<FirstAnswer> {
  const picture = new Float32Array(sizeOf(observation.model.domain));
  await anchorOf(observation, picture, turn);
  const copy = (out: Real) => out.set(picture);
  return {
    picture,
    sigma,
    anchorIn: (of) => ({
      ...of,
      anchor: copy,
      inTurns: of.inTurns && {
        ...of.inTurns,
        // biome-ignore lint/correctness/useYield: nothing takes long
        *anchor(out) {
          copy(out);
        },
      },
    }),
  };
}
