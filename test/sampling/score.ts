import type { Real } from '../../src-main/operators/model/forward-model';
import type { Interpolant } from './interpolants';

/**
 * What a sampler needs, from the posterior mean D = E[x0 | x_t, y] that the denoiser returns for the pivot
 * (EPS, arXiv 2606.17048): exact for every linear measurement, whatever the interpolant.
 */

/** out = grad log p(x_t | y) = (alpha D - x_t) / beta^2, for beta(t) > 0. `out` may be `mean` or `xt`. */
export function posteriorScore(interpolant: Interpolant, t: number, mean: Real, xt: Real, out: Real): void {
  const precision = 1 / interpolant.beta(t) ** 2;
  combine(interpolant.alpha(t) * precision, mean, -precision, xt, out);
}

/**
 * out = the velocity dx_t/dt of the probability flow, (beta'/beta) x_t + (alpha' - alpha beta'/beta) D, for
 * beta(t) > 0. `out` may be `mean` or `xt`.
 */
export function posteriorVelocity(
  interpolant: Interpolant,
  t: number,
  mean: Real,
  xt: Real,
  out: Real,
): void {
  const growth = interpolant.dBeta(t) / interpolant.beta(t);
  combine(interpolant.dAlpha(t) - interpolant.alpha(t) * growth, mean, growth, xt, out);
}

/** out = a x + b y. */
function combine(a: number, x: Real, b: number, y: Real, out: Real): void {
  for (let i = 0; i < out.length; i++) out[i] = a * x[i] + b * y[i];
}
