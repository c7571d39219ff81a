/** The noise levels that a sampler visits, decreasing and ending in 0, for samples in [-1, 1]. */
export type Schedule = readonly number[];

/** Highest and lowest noise level of the network ("sigma" in the model card). */
export const SIGMA_MAX = 40;
export const SIGMA_MIN = 0.01;

/**
 * sigma_i = max (min/max)^(i/(steps-1)), i = 0..steps-1, then 0. A geometric ladder from 40 keeps the variance of
 * unmeasured low frequencies that one from 10 loses (ARCHITECTURE.md, "Eight calls"). One step gives the one-call
 * preview: [max, 0].
 */
export function geometricSchedule(steps: number, max = SIGMA_MAX, min = SIGMA_MIN): Schedule {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps ${steps} is not a positive integer`);
  const sigmas = Array.from({ length: steps }, (_, i) =>
    steps === 1 ? max : max * (min / max) ** (i / (steps - 1)),
  );
  return [...sigmas, 0];
}
