import type { Observation, Real } from '../../operators/model/forward-model';

/**
 * Where holes are wide, a sample begins from that of a smaller copy, enlarged, at this noise level instead of from
 * nothing at the highest. Means of 4 x 4 pixels then have noise of a quarter of it: they stay about what the copy
 * says, while finer detail is drowned and drawn anew.
 */
const SAMPLE_SIGMA = 0.35;
/** Where one call has to do, the enlarged answer itself is cleaned as if it had this noise: more leaves an outline. */
const PREVIEW_SIGMA = 0.1;

/** What a sample of the photo begins from. */
export interface FirstAnswer {
  /** Three planes: the measurement, and the copy's answer where there is none. */
  readonly picture: Float32Array;
  /** The noise level to begin at; the picture has no noise yet. */
  readonly sigma: number;
  /** The observation with the copy's answer as the anchor of what isn't measured. */
  anchorIn(observation: Observation): Observation;
}

/** Calls of the network for a tile that begins from a first answer, where `steps` were asked for. */
export function stepsFromFirst(steps: number): number {
  return Math.ceil(steps / 2);
}

/** The first answer from a smaller copy's, `enlarged` to three planes, which it writes `y` into; for `steps` calls. */
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
