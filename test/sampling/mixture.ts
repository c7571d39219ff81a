import { sizeOf } from '../../src-main/operators/model/forward-model';
import { type Case, matrixOf } from '../operators/case';
import { cholesky, inverse, multiply, solve, solveLower, transpose } from '../operators/dense';
import type { Random } from '../operators/random';

/** One Gaussian of a mixture: covariance n x n. */
interface Component {
  readonly weight: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

export type Mixture = readonly Component[];

/** Components of unequal weights, means and correlated covariances, in `n` dimensions. */
export function randomMixture(n: number, count: number, random: Random): Mixture {
  const raw = Array.from({ length: count }, () => 0.5 + random.uniform());
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => {
    const root = random.normals(n * n).map((value) => (0.3 * value) / Math.sqrt(n));
    const covariance = multiply(root, transpose(root, n, n), n);
    for (let i = 0; i < n; i++) covariance[i * n + i] += 0.01;
    return { weight: weight / total, mean: random.normals(n).map((value) => 0.5 * value), covariance };
  });
}

/** log N(r; 0, L L') without the constant that all components share. */
function logDensity(factor: Float64Array, residual: Float64Array): number {
  const white = solveLower(factor, residual);
  let log = 0;
  for (let i = 0; i < white.length; i++) log -= white[i] ** 2 / 2 + Math.log(factor[i * white.length + i]);
  return log;
}

/** exp(logs) of sum 1. */
function normalise(logs: readonly number[]): number[] {
  const top = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - top));
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

function add(a: Float64Array, b: Float64Array, scale = 1): Float64Array {
  return a.map((value, i) => value + scale * b[i]);
}

/** The ordinary denoiser of the mixture for Gaussian noise of covariance `noise`: mu -> E[x0 | x0 + noise = mu]. */
export function denoiserFor(prior: Mixture, noise: Float64Array): (mu: Float64Array) => Float64Array {
  const parts = prior.map(({ weight, mean, covariance }) => {
    const n = mean.length;
    const total = add(covariance, noise);
    // C (C + S)^-1; plain loops below, since trajectories call this a million times.
    return {
      log: Math.log(weight),
      mean,
      factor: cholesky(total, n),
      gain: multiply(covariance, inverse(total, n), n),
    };
  });
  return (mu) => {
    const n = mu.length;
    const residuals = parts.map(({ mean }) => {
      const residual = new Float64Array(n);
      for (let i = 0; i < n; i++) residual[i] = mu[i] - mean[i];
      return residual;
    });
    const shares = normalise(parts.map(({ log, factor }, k) => log + logDensity(factor, residuals[k])));
    const out = new Float64Array(n);
    parts.forEach(({ mean, gain }, k) => {
      const residual = residuals[k];
      for (let i = 0; i < n; i++) {
        let sum = mean[i];
        for (let j = 0; j < n; j++) sum += gain[i * n + j] * residual[j];
        out[i] += shares[k] * sum;
      }
    });
    return out;
  };
}

/**
 * grad over x_t of log p(x_t, y), from the joint Gaussians of x_t = alpha x0 + beta eps and y = A x0 + noise. It uses
 * neither pivot nor Sigma*, so it can contradict them.
 */
export function analyticScore(
  prior: Mixture,
  test: Case,
  alpha: number,
  beta: number,
): (xt: Float64Array, y: Float64Array) => Float64Array {
  const n = sizeOf(test.model.domain);
  const m = sizeOf(test.model.range);
  const a = matrixOf(test.model);
  const noise = inverse(test.noisePrecision, m);
  const parts = prior.map(({ weight, mean, covariance }) => {
    const ac = multiply(a, covariance, n);
    const aca = multiply(ac, transpose(a, m, n), n);
    const joint = new Float64Array((n + m) ** 2);
    for (let i = 0; i < n + m; i++) {
      for (let j = 0; j < n + m; j++) {
        let value: number;
        if (i < n && j < n) value = alpha ** 2 * covariance[i * n + j] + (i === j ? beta ** 2 : 0);
        else if (i >= n && j >= n) value = aca[(i - n) * m + j - n] + noise[(i - n) * m + j - n];
        else value = alpha * (i < n ? ac[(j - n) * n + i] : ac[(i - n) * n + j]);
        joint[i * (n + m) + j] = value;
      }
    }
    const center = Float64Array.from([...mean.map((value) => alpha * value), ...multiply(a, mean, n)]);
    return { weight, center, factor: cholesky(joint, n + m) };
  });
  return (xt, y) => {
    const residuals = parts.map(({ center }) => add(Float64Array.from([...xt, ...y]), center, -1));
    const shares = normalise(
      parts.map(({ weight, factor }, k) => Math.log(weight) + logDensity(factor, residuals[k])),
    );
    let score: Float64Array = new Float64Array(n);
    parts.forEach(({ factor }, k) => {
      score = add(score, solve(factor, residuals[k]).subarray(0, n), -shares[k]);
    });
    return score;
  };
}

/** Mean and covariance of p(x0 | y), by conditioning each component. */
export function posteriorMoments(
  prior: Mixture,
  test: Case,
  y: Float64Array,
): { mean: Float64Array; covariance: Float64Array } {
  const n = sizeOf(test.model.domain);
  const m = y.length;
  const a = matrixOf(test.model);
  const noise = inverse(test.noisePrecision, m);
  const parts = prior.map(({ weight, mean, covariance }) => {
    const ac = multiply(a, covariance, n);
    const factor = cholesky(add(multiply(ac, transpose(a, m, n), n), noise), m);
    const residual = add(y, multiply(a, mean, n), -1);
    const gain = solve(factor, residual);
    const shift = multiply(transpose(ac, m, n), gain, m);
    const reduced = covariance.slice();
    for (let j = 0; j < n; j++) {
      const column = solve(
        factor,
        Float64Array.from({ length: m }, (_, i) => ac[i * n + j]),
      );
      multiply(transpose(ac, m, n), column, m).forEach((value, i) => {
        reduced[i * n + j] -= value;
      });
    }
    return {
      log: Math.log(weight) + logDensity(factor, residual),
      mean: add(mean, shift),
      covariance: reduced,
    };
  });
  const shares = normalise(parts.map(({ log }) => log));
  let mean: Float64Array = new Float64Array(n);
  parts.forEach((part, k) => {
    mean = add(mean, part.mean, shares[k]);
  });
  let covariance: Float64Array = new Float64Array(n * n);
  parts.forEach((part, k) => {
    const shift = add(part.mean, mean, -1);
    covariance = add(covariance, add(part.covariance, multiply(shift, shift, 1)), shares[k]);
  });
  return { mean, covariance };
}
