import type { Sampler } from '../../src-main/sampling/samplers';
import type { Schedule } from '../../src-main/sampling/schedule';

/** Euler's method on the ODE, the sampler of EPS (arXiv 2606.17048). It makes one denoiser call per step. */
export const euler: Sampler = async (denoise, start, sigmas, onStep) => {
  const x = start.slice();
  const mean = x.slice();
  const steps = sigmas.length - 1;
  for (let i = 0; i < steps; i++) {
    const [sigma, next] = [sigmas[i], sigmas[i + 1]];
    await denoise(x, sigma, mean);
    for (let j = 0; j < x.length; j++) x[j] = mean[j] + (next / sigma) * (x[j] - mean[j]);
    await onStep?.({ step: i + 1, steps, sigma, mean });
  }
  return x;
};

/** Karras et al. 2022 (EDM, arXiv 2206.00364), equation 5: evenly spaced in sigma^(1/7), with the limits of EPS. */
export function karrasSchedule(steps: number): Schedule {
  const [high, low] = [80 ** (1 / 7), 0.002 ** (1 / 7)];
  return [...Array.from({ length: steps }, (_, i) => (high + (i / (steps - 1)) * (low - high)) ** 7), 0];
}
