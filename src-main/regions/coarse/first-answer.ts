import type { Observation, Real } from '../../operators/model/forward-model';

/**
 * Where holes are wide, a sample starts from the enlarged sample of a smaller copy at this noise level, instead of from
 * pure noise at the highest. Means of 4 x 4 pixels then have a quarter of this noise, so they stay close to the copy,
 * while finer detail is lost in the noise and drawn again.
 */
const SAMPLE_SIGMA = 0.35;
/** With a single call, the enlarged answer is denoised as if it had this noise; a higher level leaves an outline. */
const PREVIEW_SIGMA = 0.1;

/** What a sample of the photo starts from. */
export interface FirstAnswer {
  /** Three planes: the measurement, and the copy's answer where nothing was measured. */
  readonly picture: Float32Array;
  /** The noise level to start at; the picture itself has no noise. */
  readonly sigma: number;
  /** The observation with the copy's answer as the anchor of unmeasured pixels. */
  anchorIn(observation: Observation): Observation;
}

/**
 * Network calls for a tile that starts from a first answer, out of the `steps` of the recipe: half of them, but a sample
 * stays a sample, which takes two.
 */
export function stepsFromFirst(steps: number): number {
  return steps === 1 ? 1 : Math.max(2, Math.ceil(steps / 2));
}

/**
 * Makes the first answer for `steps` calls from a smaller copy's answer, `enlarged` to three planes. Writes `y` into
 * it.
 */
export function firstAnswer(
  enlarged: Float32Array,
  y: Float32Array,
  measured: Uint8Array,
  steps: number,
): FirstAnswer {
  const plane = measured.length;
  const fill = (anchor: Real) => {
    for (let i = 0; i < anchor.length; i++) if (measured[i % plane] === 0) anchor[i] = enlarged[i];
  };
  for (let i = 0; i < y.length; i++) if (measured[i % plane] === 1) enlarged[i] = y[i];
  return {
    picture: enlarged,
    sigma: steps === 1 ? PREVIEW_SIGMA : SAMPLE_SIGMA,
    anchorIn: ({ inTurns, ...observation }) => ({
      ...observation,
      anchor: (out) => {
        observation.anchor(out);
        fill(out);
      },
      inTurns: inTurns && {
        ...inTurns,
        *anchor(out) {
          yield* inTurns.anchor(out);
          fill(out);
        },
      },
    }),
  };
}
