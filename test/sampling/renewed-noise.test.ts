import { describe, expect, it } from 'vitest';
import { type Denoise, dpmSolverThatRenews } from '../../src-main/sampling/samplers';
import { geometricSchedule } from '../../src-main/sampling/schedule';

const STEPS = 8;

/** The denoiser of x0 ~ N(1, variance): affine, so the sampler is affine in its start and in every noise. */
function gaussianDenoiser(variance: number): Denoise {
  return async (x, sigma, out) => {
    for (let i = 0; i < x.length; i++) out[i] = 1 + ((x[i] - 1) * variance) / (variance + sigma * sigma);
  };
}

/**
 * Mean and variance of all samples, exactly: number 0 has no noise at all, number k + 1 one unit of the k-th noise
 * alone, the start's first.
 */
async function moments(variance: number, eta: number, temperature = 1) {
  const sigmas = geometricSchedule(STEPS);
  const start = new Float64Array(1 + STEPS);
  start[1] = temperature * sigmas[0];
  const sampler = dpmSolverThatRenews({
    eta,
    temperature,
    draw: (step, scale, out) => {
      out.fill(0);
      out[2 + step] = scale;
    },
  });
  const end = await sampler(gaussianDenoiser(variance), start, sigmas);
  const [mean, ...others] = end;
  return { mean, variance: others.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

describe('SDE-DPM-Solver++(2M), 8 calls, 40 to 0.01, on Gaussian posteriors', () => {
  // Computed without this code, by the recursion of the covariance of state and last mean.
  const gains = [
    [0, 0.001, 0.7819],
    [0, 0.1, 1.0474],
    [0, 10, 1.0711],
    [0, 655, 0.6362],
    [0.5, 0.001, 0.7045],
    [0.5, 0.1, 1.0233],
    [0.5, 10, 1.0893],
    [0.5, 655, 0.7017],
    [1, 0.001, 0.6499],
    [1, 0.01, 0.869],
    [1, 0.1, 0.9907],
    [1, 1, 1.0513],
    [1, 10, 1.079],
    [1, 100, 1.0546],
    [1, 655, 0.7198],
  ] as const;
  it.each(gains)('eta %d: variance %d is reproduced with gain %d', async (eta, variance, expected) => {
    expect((await moments(variance, eta)).variance / variance).toBeCloseTo(expected, 4);
  });

  it.each([0, 0.5, 1])(
    'eta %d: temperature scales the spread of the samples and leaves their mean',
    async (eta) => {
      const whole = await moments(0.1, eta);
      const cool = await moments(0.1, eta, 0.7);
      expect(cool.mean).toBeCloseTo(whole.mean, 12);
      expect(cool.variance / whole.variance).toBeCloseTo(0.49, 12);
      const cold = await moments(0.1, eta, 0);
      expect(cold.mean).toBeCloseTo(whole.mean, 12);
      expect(cold.variance).toBe(0);
    },
  );

  it.each([0, 0.5, 1])('eta %d: from the mean and at temperature 0, the mean is never left', async (eta) => {
    const unasked = () => {
      throw new Error('noise at temperature 0');
    };
    const sampler = dpmSolverThatRenews({ eta, temperature: 0, draw: unasked });
    const [end] = await sampler(gaussianDenoiser(0.3), Float64Array.of(1), geometricSchedule(STEPS));
    expect(end).toBeCloseTo(1, 12);
  });
});

describe('the ODE', () => {
  /** The earlier solver, which renews no noise. */
  async function ode(denoise: Denoise, start: Float32Array, sigmas: readonly number[]) {
    const x = start.slice();
    let [mean, previous] = [new Float32Array(x.length), new Float32Array(x.length)];
    for (let i = 0; i + 1 < sigmas.length; i++) {
      const ratio = sigmas[i + 1] / sigmas[i];
      await denoise(x, sigmas[i], mean);
      const first = i === 0 || sigmas[i + 1] === 0;
      const extrapolation = first
        ? 0
        : Math.log(sigmas[i] / sigmas[i + 1]) / (2 * Math.log(sigmas[i - 1] / sigmas[i]));
      const [b, c] = [(1 - ratio) * (1 + extrapolation), -(1 - ratio) * extrapolation];
      const other = first ? mean : previous;
      for (let j = 0; j < x.length; j++) x[j] = ratio * x[j] + b * mean[j] + c * other[j];
      [mean, previous] = [previous, mean];
    }
    return x;
  }

  it('is what eta 0 gives, to the bit, whatever the temperature', async () => {
    const denoise: Denoise = async (x, sigma, out) => {
      for (let i = 0; i < x.length; i++) out[i] = Math.tanh(x[i] / (1 + sigma));
    };
    const start = Float32Array.from({ length: 101 }, (_, i) => 40 * Math.sin(i * i));
    for (const steps of [1, 2, 5, 8]) {
      const sigmas = geometricSchedule(steps);
      const expected = await ode(denoise, start, sigmas);
      expect(await dpmSolverThatRenews()(denoise, start, sigmas)).toEqual(expected);
      for (const temperature of [1, 0.7]) {
        const draw = () => {
          throw new Error('noise in an ODE');
        };
        const sampler = dpmSolverThatRenews({ eta: 0, temperature, draw });
        expect(await sampler(denoise, start, sigmas)).toEqual(expected);
      }
    }
  });
});
