import { ORDINARY } from '../operators/kernels/workspace';
import { type Real, realLike } from '../operators/model/forward-model';
import type { Schedule } from './schedule';

/** Sets out = E[x0 | x_t = x, y] at noise level `sigma`; must not change `x`. */
export type Denoise = (x: Real, sigma: number, out: Real) => Promise<void>;

/** What a sampler reports after each step. The sampler reuses the arrays, so read them before returning. */
export interface Step {
  /** 1-based. */
  readonly step: number;
  readonly steps: number;
  readonly sigma: number;
  /** The posterior mean from the last denoiser call. */
  readonly mean: Real;
}

/** Called after each step. If it rejects (a cancelled job), the sampler rejects with its reason. */
export type OnStep = (step: Step) => Promise<void> | void;

/**
 * Integrates dx/dsigma = (x - D(x, sigma)) / sigma from `sigmas[0]` to 0, the probability-flow ODE in the
 * variance-exploding form, and returns the sample. `x` is the start, N(0, sigmas[0]^2), and stays unchanged.
 */
export type Sampler = (denoise: Denoise, x: Real, sigmas: Schedule, onStep?: OnStep) => Promise<Real>;

/** How a sampler renews its noise between steps. */
export interface Renewal {
  /** How much is renewed: 0 is the ODE, 1 renews all. Multiplies the step in lambda = -ln sigma, as in k-diffusion. */
  readonly eta: number;
  /** Scales the renewed noise, as it scaled the start: 1 is the posterior, 0 adds nothing. */
  readonly temperature: number;
  /** Sets out = scale N(0, 1), an independent draw for each step (from 0). */
  draw(step: number, scale: number, out: Real): void;
}

/**
 * SDE-DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095) in the variance-exploding form. With h = ln(sigma/sigma') and
 * h_last the h of the step before:
 *
 *     x' = (sigma'/sigma) e^(-eta h) x + (1 - e^(-h - eta h)) (D + (D - D_last) h/(2 h_last))
 *          + temperature sigma' sqrt(1 - e^(-2 eta h)) z
 *
 * It makes one denoiser call per step. The first step and the step to 0 are first order; the latter returns the
 * posterior mean. eta = 0, or no renewal, gives DPM-Solver++(2M) of the ODE.
 */
export function dpmSolverThatRenews(renewal?: Renewal, workspace = ORDINARY): Sampler {
  const eta = renewal?.eta ?? 0;
  return async (denoise, start, sigmas, onStep) => {
    const x = copyOf(start, workspace);
    const steps = assertSchedule(sigmas);
    let mean = realLike(x, x.length, workspace);
    let previous = realLike(x, x.length, workspace);
    for (let i = 0; i < steps; i++) {
      const [sigma, next] = [sigmas[i], sigmas[i + 1]];
      await denoise(x, sigma, mean);
      const ratio = next / sigma;
      const kept = ratio ** (1 + eta);
      if (i === 0 || next === 0) {
        combine(x, kept, mean, 1 - kept, mean, 0, workspace);
      } else {
        const lastStep = Math.log(sigmas[i - 1] / sigma);
        const extrapolation = Math.log(sigma / next) / (2 * lastStep);
        combine(
          x,
          kept,
          mean,
          (1 - kept) * (1 + extrapolation),
          previous,
          -(1 - kept) * extrapolation,
          workspace,
        );
      }
      const renewed = next * Math.sqrt(1 - ratio ** (2 * eta)) * (renewal?.temperature ?? 0);
      if (renewal && renewed > 0) {
        // The previous mean isn't needed any more, so its array holds the noise.
        renewal.draw(i, renewed, previous);
        combine(x, 1, previous, 1, previous, 0, workspace);
      }
      await onStep?.({ step: i + 1, steps, sigma, mean });
      [mean, previous] = [previous, mean];
    }
    return x;
  };
}

function copyOf(start: Real, workspace = ORDINARY): Real {
  return start instanceof Float32Array ? workspace.copy(start) : start.slice();
}

/** Sets x = a x + b p + c q in place. The loop is unrolled by four, which halves its time. */
export function combine(
  x: Real,
  a: number,
  p: Real,
  b: number,
  q: Real,
  c: number,
  workspace = ORDINARY,
): void {
  const kernels = workspace.kernelsFor(x, p, q);
  if (kernels) {
    kernels.combine(x, a, p, b, q, c);
    return;
  }
  const blocks = x.length & ~3;
  for (let j = 0; j < blocks; j += 4) {
    const k = j + 1;
    const l = j + 2;
    const m = j + 3;
    const x0 = x[j];
    const x1 = x[k];
    const x2 = x[l];
    const x3 = x[m];
    x[j] = a * x0 + b * p[j] + c * q[j];
    x[k] = a * x1 + b * p[k] + c * q[k];
    x[l] = a * x2 + b * p[l] + c * q[l];
    x[m] = a * x3 + b * p[m] + c * q[m];
  }
  for (let j = blocks; j < x.length; j++) x[j] = a * x[j] + b * p[j] + c * q[j];
}

function assertSchedule(sigmas: Schedule): number {
  const steps = sigmas.length - 1;
  const decreasing = sigmas.every((sigma, i) => i === 0 || sigma < sigmas[i - 1]);
  if (steps < 1 || !decreasing || sigmas[steps] !== 0) {
    throw new RangeError(`noise levels must decrease and end in 0, got ${sigmas.join(', ')}`);
  }
  return steps;
}
