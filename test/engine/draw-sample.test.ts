import { describe, expect, it } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { drawSample } from '../../src-main/engine/draw-sample';
import { fillNormal, STREAM } from '../../src-main/engine/philox';
import type { Network } from '../../src-main/engine/region-denoiser';
import { planTiles } from '../../src-main/engine/tiles';
import { identity } from '../../src-main/operators/identity';
import { jpeg } from '../../src-main/operators/jpeg';
import type { ForwardModel } from '../../src-main/operators/model';

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

function sampleOf(model: ForwardModel, y: Float32Array, network: Network, measuredIsPutBack = false) {
  return drawSample({
    observation: model.observe(y),
    plan: planTiles(SIDE, SIDE, SIDE),
    network,
    origin: { x: 0, y: 0 },
    seed: 0,
    sample: 0,
    steps: 8,
    measuredIsPutBack,
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

  it('is given no noise that the prior knows better', async () => {
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
});
