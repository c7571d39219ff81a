import { describe, expect, test } from 'vitest';
import { luminance } from '../../src-main/operators/colorize/model';
import { mask } from '../../src-main/operators/inpaint/model';
import { type ForwardModel, sizeOf } from '../../src-main/operators/model/forward-model';
import { blockMean } from '../../src-main/operators/upscale/model';
import { type Case, denseCovariance, measure } from '../operators/case';
import { cases } from '../operators/cases';
import { cholesky, diagonal, relativeError } from '../operators/dense';
import { seeded } from '../operators/random';
import {
  cosinePreserving,
  fromVarianceExploding,
  type Interpolant,
  linearPreserving,
  rectifiedFlow,
  toVarianceExploding,
  varianceExploding,
} from './interpolants';
import { analyticScore, denoiserFor, posteriorMoments, randomMixture } from './mixture';
import { posteriorScore, posteriorVelocity } from './score';

const interpolants = [varianceExploding, rectifiedFlow, cosinePreserving, linearPreserving()];
const shape = { width: 2, height: 2, channels: 3 };

function white(name: string, model: ForwardModel): Case {
  const precision = new Float64Array(sizeOf(model.range)).fill(1 / model.sigmaY ** 2);
  return { name, model, noisePrecision: diagonal(precision) };
}

const small: Case[] = [
  white('mask', mask({ shape, measured: Uint8Array.of(1, 0, 0, 1), sigmaY: 0.1 })),
  white('block mean', blockMean({ shape, factor: 2, sigmaY: 0.05 })),
  white('luminance', luminance({ shape, sigmaY: 0.05, measured: Uint8Array.of(1, 1, 0, 1) })),
];

/** x_t and y of a picture drawn from the prior's first component. */
function draw(one: Case, interpolant: Interpolant, t: number, seed: number) {
  const random = seeded(seed);
  const n = sizeOf(one.model.domain);
  // More dimensions than a few hundred make the dense reference slow, not the question harder.
  const prior = randomMixture(n, n > 100 ? 2 : 3, random);
  const x0 = prior[0].mean.map((value) => value + 0.2 * random.normal());
  const y = measure(one, cholesky(one.noisePrecision, sizeOf(one.model.range)), x0, random);
  const xt = x0.map((value) => interpolant.alpha(t) * value + interpolant.beta(t) * random.normal());
  return { prior, y, xt };
}

/** The pivot, formed where operators live: in the variance-exploding form. */
function pivotOf(one: Case, y: Float64Array, interpolant: Interpolant, t: number, xt: Float64Array) {
  const mu = new Float64Array(xt.length);
  toVarianceExploding(interpolant, t, xt, mu);
  one.model.observe(y).pivot(mu, interpolant.sigma(t), mu);
  return mu;
}

const operators = [
  ...small,
  ...cases().filter(({ name }) => ['identity with a map', 'mask with a map', 'jpeg 4:2:0'].includes(name)),
];

describe.each(operators.map((one) => [one.name, one] as const))(
  'on a Gaussian mixture seen through %s',
  (_, one) => {
    test.each(
      interpolants.flatMap((interpolant) =>
        [0.08, 0.7, 8].map((sigma) => ({ name: interpolant.name, sigma, interpolant })),
      ),
    )(
      'denoising the pivot gives the exact posterior score and velocity ($name, noise level $sigma)',
      (at) => {
        const { interpolant, sigma } = at;
        const t = interpolant.timeOf(sigma);
        const { prior, y, xt } = draw(one, interpolant, t, 41);
        const [alpha, beta] = [interpolant.alpha(t), interpolant.beta(t)];
        const exact = analyticScore(prior, one, alpha, beta)(xt, y);

        const mu = pivotOf(one, y, interpolant, t, xt);
        const mean = denoiserFor(prior, denseCovariance(one, sigma))(mu);
        const score = new Float64Array(xt.length);
        posteriorScore(interpolant, t, mean, xt, score);
        expect(relativeError(score, exact)).toBeLessThan(1e-8);

        // The probability flow from the score alone: alpha'/alpha x_t + (alpha'/alpha beta^2 - beta beta') score.
        const drift = interpolant.dAlpha(t) / alpha;
        const flow = exact.map(
          (value, i) => drift * xt[i] + (drift * beta ** 2 - beta * interpolant.dBeta(t)) * value,
        );
        posteriorVelocity(interpolant, t, mean, xt, score);
        expect(relativeError(score, flow)).toBeLessThan(1e-8);
      },
    );

    test('a denoiser that takes the pivot for ordinary noisy data is far off', () => {
      const sigma = 0.7;
      const { prior, y, xt } = draw(one, varianceExploding, sigma, 41);
      const exact = analyticScore(prior, one, 1, sigma)(xt, y);
      const mu = pivotOf(one, y, varianceExploding, sigma, xt);
      const isotropic = diagonal(new Float64Array(mu.length).fill(sigma ** 2));
      const score = new Float64Array(mu.length);
      posteriorScore(varianceExploding, sigma, denoiserFor(prior, isotropic)(mu), xt, score);
      expect(relativeError(score, exact)).toBeGreaterThan(0.15);
    });
  },
);

/** dx/dt of the posterior's probability flow at each time of a grid, its denoiser prepared once per time. */
function flowAt(
  one: Case,
  y: Float64Array,
  interpolant: Interpolant,
  prior: ReturnType<typeof randomMixture>,
) {
  const observation = one.model.observe(y);
  return (t: number) => {
    const denoise = denoiserFor(prior, denseCovariance(one, interpolant.sigma(t)));
    return (xt: Float64Array): Float64Array => {
      const mu = new Float64Array(xt.length);
      toVarianceExploding(interpolant, t, xt, mu);
      observation.pivot(mu, interpolant.sigma(t), mu);
      const out = denoise(mu);
      posteriorVelocity(interpolant, t, out, xt, out);
      return out;
    };
  };
}

/** x + h k. A loop, as typed arrays' own map is ten times slower. */
function moved(x: Float64Array, h: number, k: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] + h * k[i];
  return out;
}

/** Carries states from noise level 40 to 0.01 by the classical Runge-Kutta method on a geometric grid of noise levels. */
function integrate(
  one: Case,
  y: Float64Array,
  interpolant: Interpolant,
  prior: ReturnType<typeof randomMixture>,
  starts: readonly Float64Array[],
  steps: number,
): Float64Array[] {
  const flow = flowAt(one, y, interpolant, prior);
  const time = (i: number): number => interpolant.timeOf(40 * (0.01 / 40) ** (i / steps));
  let states: Float64Array[] = starts.map((start) => {
    const xt = start.slice();
    fromVarianceExploding(interpolant, time(0), xt, xt);
    return xt;
  });
  let first = flow(time(0));
  for (let i = 0; i < steps; i++) {
    const h = time(i + 1) - time(i);
    const [f0, middle, last] = [first, flow(time(i) + h / 2), flow(time(i + 1))];
    states = states.map((x) => {
      const k1 = f0(x);
      const k2 = middle(moved(x, h / 2, k1));
      const k3 = middle(moved(x, h / 2, k2));
      const k4 = last(moved(x, h, k3));
      const ends = moved(moved(x, h / 6, k1), h / 6, k4);
      return moved(moved(ends, h / 3, k2), h / 3, k3);
    });
    first = last;
  }
  for (const state of states) toVarianceExploding(interpolant, time(steps), state, state);
  return states;
}

describe.each(small.map((one) => [one.name, one] as const))('sampling the posterior through %s', (_, one) => {
  const { prior, y } = draw(one, varianceExploding, 1, 7);
  const random = seeded(99);
  const starts = (count: number) =>
    Array.from({ length: count }, () => random.normals(sizeOf(one.model.domain)).map((value) => 40 * value));

  test('VE, VP and rectified flow give the same samples', () => {
    const from = starts(3);
    const reference = integrate(one, y, varianceExploding, prior, from, 400);
    for (const interpolant of interpolants.slice(1)) {
      const other = integrate(one, y, interpolant, prior, from, 400);
      other.forEach((sample, i) => {
        expect(relativeError(sample, reference[i])).toBeLessThan(1e-4);
      });
    }
  });

  test('the samples have the mean and covariance of the analytic posterior', () => {
    const count = 1000;
    const samples = integrate(one, y, varianceExploding, prior, starts(count), 40);
    const exact = posteriorMoments(prior, one, y);
    const n = exact.mean.length;
    const mean = exact.mean.map((_, i) => samples.reduce((sum, x) => sum + x[i], 0) / count);
    let difference = 0;
    let size = 0;
    for (let i = 0; i < n; i++) {
      const std = Math.sqrt(exact.covariance[i * n + i]);
      expect(Math.abs(mean[i] - exact.mean[i])).toBeLessThan(5 * (std / Math.sqrt(count)) + 0.005);
      for (let j = 0; j < n; j++) {
        const sum = samples.reduce((total, x) => total + (x[i] - mean[i]) * (x[j] - mean[j]), 0);
        difference += (sum / count - exact.covariance[i * n + j]) ** 2;
        size += exact.covariance[i * n + j] ** 2;
      }
    }
    expect(Math.sqrt(difference / size)).toBeLessThan(0.2);
  });
});
