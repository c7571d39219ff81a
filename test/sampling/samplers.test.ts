import { describe, expect, it } from 'vitest';
import { type Denoise, dpmSolverThatRenews, type Sampler } from '../../src-main/sampling/samplers';
import { geometricSchedule } from '../../src-main/sampling/schedule';
import { euler, karrasSchedule } from './paper-sampler';

const dpmSolver = dpmSolverThatRenews();

/** The denoiser of x0 ~ N(0, variance): the ODE then scales x, by sqrt(variance) / sqrt(variance + sigma^2) exactly. */
function gaussianDenoiser(variance: number): Denoise {
  return async (x, sigma, out) => {
    for (let i = 0; i < x.length; i++) out[i] = (x[i] * variance) / (variance + sigma * sigma);
  };
}

/** Variance of the samples over the prior's, for the ladder of noise levels. 1 is right. */
async function gain(sampler: Sampler, sigmas: readonly number[], variance: number): Promise<number> {
  const start = Float64Array.of(Math.hypot(sigmas[0], 0));
  const [end] = await sampler(gaussianDenoiser(variance), start, sigmas);
  return end ** 2 / variance;
}

describe('samplers on Gaussian posteriors, where the exact gain is known', () => {
  // The exact gains, computed independently of this code (ARCHITECTURE.md, "Eight calls").
  it.each([
    [0.001, 0.78],
    [0.01, 0.97],
    [0.1, 1.05],
    [1, 1.07],
    [10, 1.07],
    [100, 0.96],
    [655, 0.64],
  ])(
    'DPM-Solver++(2M), 8 calls, 40 to 0.01: variance %d is reproduced with gain %d',
    async (variance, expected) => {
      expect(await gain(dpmSolver, geometricSchedule(8), variance)).toBeCloseTo(expected, 2);
    },
  );

  it.each([
    [0.001, 0.64],
    [1, 0.76],
    [655, 0.77],
  ])(
    'Euler, 20 calls, 80 to 0.002 (the paper): variance %d loses a part, gain %d',
    async (variance, expected) => {
      expect(await gain(euler, karrasSchedule(20), variance)).toBeCloseTo(expected, 2);
    },
  );

  it.each([
    ['DPM-Solver++(2M)', dpmSolver, 2],
    ['Euler', euler, 1],
  ] as const)('%s converges with its order', async (_, sampler, order) => {
    // Against the ODE's exact solution from a finite start to the last positive level.
    const error = async (steps: number) => {
      const sigmas = geometricSchedule(steps, 5, 0.5);
      const exact = Math.sqrt((1 + 0.25) / (1 + 25));
      let last = 0;
      // The mean handed to onStep at the last level is x * v/(v + s^2): invert it to see the state there.
      await sampler(gaussianDenoiser(1), Float64Array.of(1), sigmas, ({ sigma, mean }) => {
        last = mean[0] * (1 + sigma * sigma);
      });
      return Math.abs(last - exact);
    };
    const rate = Math.log2((await error(40)) / (await error(80)));
    expect(rate).toBeGreaterThan(order - 0.25);
  });

  it('one step from the top is the posterior mean', async () => {
    const [value] = await dpmSolver(gaussianDenoiser(4), Float64Array.of(40), geometricSchedule(1));
    expect(value).toBeCloseTo((40 * 4) / (4 + 1600), 12);
  });
});

describe('a sampler', () => {
  it.each([
    ['DPM-Solver++(2M)', dpmSolver, 8],
    ['Euler', euler, 8],
  ] as const)(
    '%s leaves its start unchanged, reports every step and calls the denoiser %#',
    async (_, sampler, calls) => {
      let count = 0;
      const steps: number[] = [];
      const start = Float32Array.of(1, 2, 3);
      const denoise = gaussianDenoiser(1);
      await sampler(
        (x, sigma, out) => {
          count++;
          return denoise(x, sigma, out);
        },
        start,
        geometricSchedule(8),
        ({ step }) => {
          steps.push(step);
        },
      );
      expect([...start]).toEqual([1, 2, 3]);
      expect(count).toBe(calls);
      expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    },
  );

  it('stops between steps when onStep rejects', async () => {
    let calls = 0;
    const run = dpmSolver(
      async (_x, _sigma, out) => {
        calls++;
        out.fill(0);
      },
      new Float32Array(1),
      geometricSchedule(8),
      ({ step }) => {
        if (step === 3) throw new Error('cancelled');
      },
    );
    await expect(run).rejects.toThrow('cancelled');
    expect(calls).toBe(3);
  });

  it('refuses noise levels that do not decrease to 0', async () => {
    const denoise = gaussianDenoiser(1);
    await expect(dpmSolver(denoise, new Float32Array(1), [1, 2, 0])).rejects.toThrow('must decrease');
    await expect(dpmSolver(denoise, new Float32Array(1), [1, 0.5])).rejects.toThrow('end in 0');
    expect(() => geometricSchedule(0)).toThrow('steps 0');
  });
});
