import type { Real } from '../../src-main/operators/model/forward-model';

/**
 * A Gaussian interpolant x_t = alpha(t) x0 + beta(t) eps. All of them are the variance-exploding form in new clothes:
 * x_t / alpha = x0 + sigma eps with sigma = beta / alpha, which is what operators and the network see.
 */
export interface Interpolant {
  readonly name: string;
  alpha(t: number): number;
  beta(t: number): number;
  /** d alpha / dt and d beta / dt. */
  dAlpha(t: number): number;
  dBeta(t: number): number;
  /** beta / alpha: the noise level in the variance-exploding form. */
  sigma(t: number): number;
  /** The time at which sigma(t) is `sigma` (positive). */
  timeOf(sigma: number): number;
}

/** Variance exploding with time measured in noise: alpha 1, beta t (EDM; Karras et al., arXiv 2206.00364). */
export const varianceExploding: Interpolant = {
  name: 've',
  alpha: () => 1,
  beta: (t) => t,
  dAlpha: () => 0,
  dBeta: () => 1,
  sigma: (t) => t,
  timeOf: (sigma) => sigma,
};

/** Rectified flow: alpha 1 - t, beta t, t from 0 (picture) to 1 (noise) (Liu et al., arXiv 2209.03003). */
export const rectifiedFlow: Interpolant = {
  name: 'flow',
  alpha: (t) => 1 - t,
  beta: (t) => t,
  dAlpha: () => -1,
  dBeta: () => 1,
  sigma: (t) => t / (1 - t),
  timeOf: (sigma) => sigma / (1 + sigma),
};

/** Variance preserving on a quarter circle: alpha cos(pi t / 2), beta sin(pi t / 2) (Nichol, Dhariwal, arXiv 2102.09672). */
export const cosinePreserving: Interpolant = {
  name: 'vp-cosine',
  alpha: (t) => Math.cos((Math.PI * t) / 2),
  beta: (t) => Math.sin((Math.PI * t) / 2),
  dAlpha: (t) => (-Math.PI / 2) * Math.sin((Math.PI * t) / 2),
  dBeta: (t) => (Math.PI / 2) * Math.cos((Math.PI * t) / 2),
  sigma: (t) => Math.tan((Math.PI * t) / 2),
  timeOf: (sigma) => (2 / Math.PI) * Math.atan(sigma),
};

/**
 * Variance preserving with the rate growing linearly from `rateMin` to `rateMax` over t in 0..1:
 * alpha = exp(-B/2), beta = sqrt(1 - alpha^2), B = rateMin t + (rateMax - rateMin) t^2 / 2
 * (Ho et al., arXiv 2006.11239; Song et al., arXiv 2011.13456, equation 33).
 */
export function linearPreserving(rateMin = 0.1, rateMax = 20): Interpolant {
  const slope = rateMax - rateMin;
  const integral = (t: number): number => rateMin * t + (slope * t ** 2) / 2;
  const rate = (t: number): number => rateMin + slope * t;
  const alpha = (t: number): number => Math.exp(-integral(t) / 2);
  // expm1 keeps small times exact where 1 - alpha^2 would cancel.
  const beta = (t: number): number => Math.sqrt(-Math.expm1(-integral(t)));
  return {
    name: 'vp-linear',
    alpha,
    beta,
    dAlpha: (t) => (-rate(t) * alpha(t)) / 2,
    dBeta: (t) => (rate(t) * alpha(t) ** 2) / (2 * beta(t)),
    sigma: (t) => Math.sqrt(Math.expm1(integral(t))),
    timeOf: (sigma) => {
      const target = Math.log1p(sigma ** 2);
      return (2 * target) / (rateMin + Math.sqrt(rateMin ** 2 + 2 * slope * target));
    },
  };
}

/** out = x_t / alpha(t): the variance-exploding form at noise level interpolant.sigma(t). `out` may be `xt`. */
export function toVarianceExploding(interpolant: Interpolant, t: number, xt: Real, out: Real): void {
  scale(xt, 1 / interpolant.alpha(t), out);
}

/** out = alpha(t) x: back from the variance-exploding form. `out` may be `x`. */
export function fromVarianceExploding(interpolant: Interpolant, t: number, x: Real, out: Real): void {
  scale(x, interpolant.alpha(t), out);
}

function scale(x: Real, factor: number, out: Real): void {
  for (let i = 0; i < out.length; i++) out[i] = factor * x[i];
}
