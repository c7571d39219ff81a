import { describe, expect, it } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { identity } from '../../src-main/operators/denoise/model';
import { mask } from '../../src-main/operators/inpaint/model';
import { jpeg } from '../../src-main/operators/jpeg/model';
import type { ForwardModel } from '../../src-main/operators/model/forward-model';
import { drawSample, type SampleOptions } from '../../src-main/sampling/draw-sample';
import type { Network } from '../../src-main/sampling/region-denoiser';
import { planTiles } from '../../src-main/sampling/tiles';

const SIDE = 64;
const shape = { width: SIDE, height: SIDE, channels: 3 };

/** Under a flat prior the mean is the pivot; under a prior that knows the picture it is the picture. */
const flatPrior: Network = async ({ pivot }) => pivot.slice();
const surePrior: Network = async ({ pivot }) => new Float32Array(pivot.length).fill(0.25);

function noisyGrey(sigmaY: number): Float32Array {
  const y = new Float32Array(3 * SIDE * SIDE);
  const draw = { seed: 3, stream: STREAM.measurementNoise, sample: 0 };
  fillNormal(y, { x: 0, y: 0, ...shape }, draw, sigmaY);
  return y.map((value) => value + 0.25);
}

function sampleOf(
  model: ForwardModel,
  y: Float32Array,
  network: Network,
  measuredIsPutBack = false,
  options: Partial<SampleOptions> = {},
) {
  return drawSample({
    observation: model.observe(y),
    plan: planTiles(SIDE, SIDE, SIDE),
    network,
    origin: { x: 0, y: 0 },
    seed: 0,
    sample: 0,
    steps: 8,
    measuredIsPutBack,
    ...options,
  });
}

/** |y - x|^2 / (m sigma_y^2): 1 for a sample of the posterior. */
function misfit(x: Float32Array, y: Float32Array, sigmaY: number): number {
  return x.reduce((sum, value, i) => sum + (value - y[i]) ** 2, 0) / x.length / sigmaY ** 2;
}

describe('a sample of the posterior', () => {
  it('carries the noise of its measurement even where that is as fine as the last noise level', async () => {
    const y = noisyGrey(0.01);
    const model = identity({ shape, noise: 0.01 });
    expect(misfit(await sampleOf(model, y, flatPrior), y, 0.01)).toBeGreaterThan(0.85);
    expect(misfit(await sampleOf(model, y, flatPrior), y, 0.01)).toBeLessThan(1.15);
    // What the mean in the last call would leave.
    expect(misfit(await sampleOf(model, y, flatPrior, true), y, 0.01)).toBeLessThan(0.5);
  });

  it('gets no noise where the prior is certain', async () => {
    const y = noisyGrey(0.01);
    const x = await sampleOf(identity({ shape, noise: 0.01 }), y, surePrior);
    expect(x.every((value) => value === 0.25)).toBe(true);
    expect(misfit(x, y, 0.01)).toBeGreaterThan(0.95);
  });

  it('keeps the mean in the last call where the noise is coarse, or is not white', async () => {
    for (const model of [
      identity({ shape, noise: 0.05 }),
      jpeg({ shape, tables: standardTables(98, '4:4:4') }),
    ]) {
      const y = noisyGrey(0.05);
      const [drawn, mean] = [await sampleOf(model, y, flatPrior), await sampleOf(model, y, flatPrior, true)];
      expect(drawn).toEqual(mean);
    }
  });

  it('takes the mean in the last call at temperature 0, and draws less of it in between', async () => {
    const y = noisyGrey(0.01);
    const model = identity({ shape, noise: 0.01 });
    const at = (temperature: number, measuredIsPutBack = false) =>
      sampleOf(model, y, flatPrior, measuredIsPutBack, { temperature });
    expect(await at(0)).toEqual(await at(0, true));
    const [none, half, whole] = [await at(0, true), await at(0.5), await at(1)];
    const distance = (x: Float32Array) => Math.sqrt(x.reduce((sum, v, i) => sum + (v - none[i]) ** 2, 0));
    // Under a flat prior the sampler is linear in its noise.
    expect(distance(half) / distance(whole)).toBeCloseTo(0.5, 3);
  });
});

describe('a sample that renews its noise', () => {
  const model = mask({
    shape,
    measured: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE < 20 ? 1 : 0)),
    sigmaY: 0.05,
  });
  const y = noisyGrey(0.05);
  /** The exact denoiser of independent pixels of standard deviation 0.4. */
  const gaussianPrior: Network = async ({ pivot, std }) =>
    pivot.map((value, i) => (value * 0.16) / (0.16 + std[i % (SIDE * SIDE)] ** 2));
  const draw = (options: Partial<SampleOptions>) => sampleOf(model, y, gaussianPrior, false, options);

  it('is the same for the same seed, and another for another seed, sample and share of renewed noise', async () => {
    const one = await draw({ eta: 1 });
    expect(await draw({ eta: 1 })).toEqual(one);
    for (const other of [{ eta: 1, seed: 1 }, { eta: 1, sample: 1 }, { eta: 0.5 }, { eta: 0 }]) {
      expect(await draw(other)).not.toEqual(one);
    }
  });

  it('renews nothing for eta 0: in a hole it is a multiple of the noise that it starts from', async () => {
    const start = new Float32Array(3 * SIDE * SIDE);
    fillNormal(start, { x: 0, y: 0, ...shape }, { seed: 0, stream: STREAM.sampler, sample: 0 });
    const ratios = (x: Float32Array) =>
      Array.from(x, (value, i) => value / start[i]).filter(
        (_, i) => i % SIDE >= 20 && Math.abs(start[i]) > 0.1,
      );
    const even = ratios(await draw({ eta: 0 }));
    for (const ratio of even) expect(ratio / even[0]).toBeCloseTo(1, 3);
    const [one, other] = ratios(await draw({ eta: 0.5 }));
    expect(Math.abs(other / one - 1)).toBeGreaterThan(0.01);
  });

  it('depends on no seed at temperature 0', async () => {
    for (const eta of [0, 0.5, 1]) {
      const cold = await draw({ eta, temperature: 0 });
      expect(await draw({ eta, temperature: 0, seed: 5 })).toEqual(cold);
      // The state follows the prior's mean, 0, where nothing was measured.
      for (const [i, value] of cold.entries()) if (i % SIDE >= 20) expect(value).toBeCloseTo(0, 6);
    }
  });

  it('has the variance that eta 1 keeps of a hole', async () => {
    const x = await draw({ eta: 1 });
    const hole = x.filter((_, i) => i % SIDE >= 20);
    const variance = hole.reduce((sum, value) => sum + value ** 2, 0) / hole.length;
    // 1.005 by the recursion of test/sampling/renewed-noise.test.ts; 8,448 numbers tell it within 1.5 %.
    expect(variance / 0.16).toBeGreaterThan(0.95);
    expect(variance / 0.16).toBeLessThan(1.06);
  });

  it("takes its noise from the region's place in the picture", async () => {
    const part = { model: identity({ shape: { ...shape, width: 32 }, noise: 0.05 }) };
    const flat = new Float32Array(3 * 32 * SIDE);
    const options = { eta: 1, plan: planTiles(32, SIDE, SIDE), origin: { x: 32, y: 0 } };
    const right = await sampleOf(part.model, flat, flatPrior, false, options);
    const whole = await sampleOf(
      identity({ shape, noise: 0.05 }),
      new Float32Array(3 * SIDE * SIDE),
      flatPrior,
      false,
      {
        eta: 1,
      },
    );
    const rightOfWhole = whole.filter((_, i) => i % SIDE >= 32);
    expect(right).toEqual(rightOfWhole);
  });
});
