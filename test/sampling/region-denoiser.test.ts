import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { composite } from '../../src-main/operators/composite/composite';
import { convolution } from '../../src-main/operators/convolution/convolution';
import { identity } from '../../src-main/operators/denoise/model';
import { mask } from '../../src-main/operators/inpaint/model';
import { ORDINARY, type Workspace, workspacePool } from '../../src-main/operators/kernels/workspace';
import { maskMap } from '../../src-main/operators/model/linear-map';
import { type Network, type NetworkInput, regionDenoiser } from '../../src-main/sampling/region-denoiser';
import { planTiles } from '../../src-main/sampling/tiles';

import { referenceFft2 } from '../operators/reference-fft2';

const [width, height] = [256, 176];
const shape = { width, height, channels: 3 };
const numbers = (seed: number) =>
  Float32Array.from({ length: 3 * width * height }, (_, i) => Math.sin(i * 0.37 + seed));

/** Computes each pixel from the network's input there, so a wrong crop shows. */
const pixelwise: Network = async ({ width: w, height: h, pivot, anchor, std, geometry }) =>
  pivot.map(
    (value, i) =>
      value + 0.5 * anchor[i] + 0.1 * std[i % (w * h)] + 0.01 * std[w * h + (i % (w * h))] + geometry[0],
  );

const y = numbers(2);
const measured = Uint8Array.from({ length: width * height }, (_, i) => (i % 7 === 0 ? 0 : 1));
const builders = {
  denoise: (workspace: Workspace) => identity({ shape, noise: 0.1, workspace }),
  inpaint: (workspace: Workspace) => mask({ shape, measured, sigmaY: 0.02, workspace }),
};

describe.each(Object.entries(builders))("the region's denoiser for %s", (_, build) => {
  const meanOf = async (size: number, network: Network = pixelwise, workspace = ORDINARY) => {
    const plan = planTiles(width, height, size);
    const out = new Float32Array(3 * width * height);
    const denoise = await regionDenoiser({
      observation: build(workspace).observe(workspace.copy(y)),
      plan,
      network,
      workspace,
    });
    await denoise(numbers(1), 0.7, out);
    return { out, tiles: plan.tiles.length };
  };

  it('gives the network pivot, anchor, std and geometry of the same cut, whatever the tiles', async () => {
    const untiled = await meanOf(256);
    const tiled = await meanOf(128);
    expect([untiled.tiles, tiled.tiles]).toEqual([1, 15]);
    let worst = 0;
    untiled.out.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value - tiled.out[i]));
    });
    expect(worst).toBeLessThan(1e-6);
  });

  it('leaves x unchanged, and keeps nothing from one step for the next', async () => {
    const x = numbers(1);
    const plan = planTiles(width, height, 128);
    const denoise = await regionDenoiser({
      observation: build(ORDINARY).observe(y),
      plan,
      network: pixelwise,
    });
    const [first, other, again] = [0, 1, 2].map(() => new Float32Array(x.length));
    await denoise(x, 0.7, first);
    await denoise(numbers(9), 12, other);
    await denoise(x, 0.7, again);
    expect(x).toEqual(numbers(1));
    expect(again).toEqual(first);
  });

  it('gives the same mean in a workspace with kernels', async () => {
    const workspace = workspacePool().open(12 * y.length);
    expect((await meanOf(128, pixelwise, workspace)).out).toEqual((await meanOf(128)).out);
  });
});

describe("the region's denoiser, with a network that works on several tiles at once", () => {
  const plan = planTiles(width, height, 128);
  const observation = builders.inpaint(ORDINARY).observe(y);
  const sequential = new Float32Array(y.length);
  beforeAll(async () => {
    const denoise = await regionDenoiser({ observation, plan, network: pixelwise });
    await denoise(numbers(1), 0.7, sequential);
  });

  it.each([2, 4])('%i at once, blends its answers in their order, whichever comes first', async (count) => {
    let running = 0;
    let most = 0;
    let alone = 0;
    const beside = {
      count,
      run: async (input: NetworkInput) => {
        most = Math.max(most, ++running);
        const answer = await pixelwise(input);
        // The second call of a pair finishes first.
        await sleep(running % 2 === 1 ? 6 : 1);
        running--;
        return answer;
      },
    };
    const network: Network = (input) => {
      expect(running).toBe(0);
      alone++;
      return pixelwise(input);
    };
    const out = new Float32Array(y.length);
    const denoise = await regionDenoiser({ observation, plan, network, beside });
    await denoise(numbers(1), 0.7, out);
    expect(out).toEqual(sequential);
    expect(most).toBe(count + 1);
    expect(alone).toBe(15 % count);
  });

  it('ends with the reason of the first tile that fails', async () => {
    let calls = 0;
    const run: Network = async (input) => {
      if (++calls >= 2) throw new Error(`tile ${calls} failed`);
      return pixelwise(input);
    };
    const beside = { count: 2, run };
    const denoise = await regionDenoiser({ observation, plan, network: pixelwise, beside });
    await expect(denoise(numbers(1), 1, new Float32Array(y.length))).rejects.toThrow('tile 2 failed');
  });
});

describe("the region's denoiser", () => {
  const observation = builders.denoise(ORDINARY).observe(y);

  it('is the pivot itself where no tile runs', async () => {
    const plan = planTiles(width, height, 128, (tile) => tile.x === 0);
    const out = new Float32Array(y.length);
    const zero: Network = async ({ pivot }) => new Float32Array(pivot.length);
    const denoise = await regionDenoiser({ observation, plan, network: zero });
    await denoise(numbers(1), 0.7, out);
    const pivot = new Float32Array(y.length);
    observation.pivot(numbers(1), 0.7, pivot);
    for (const [i, value] of out.entries()) expect(value).toBe(i % width < 128 ? 0 : pivot[i]);
  });

  it('ends with the reason of a call that is refused, before the network runs', async () => {
    let calls = 0;
    const denoise = await regionDenoiser({
      observation,
      plan: planTiles(width, height, 128),
      network: async ({ pivot }) => {
        calls++;
        return pivot;
      },
      beforeCall: async () => {
        if (calls === 2) throw new Error('cancelled');
      },
    });
    await expect(denoise(numbers(1), 1, new Float32Array(y.length))).rejects.toThrow('cancelled');
    expect(calls).toBe(2);
  });

  it('refuses a plan of another size, with both sizes', async () => {
    const plan = planTiles(256, 256, 256);
    await expect(regionDenoiser({ observation, plan, network: pixelwise })).rejects.toThrow(
      'a 256x176 operator on a 256x256 region',
    );
  });

  describe('of a composite', () => {
    const blur = { width: 3, height: 1, data: Float64Array.of(0.25, 0.5, 0.25) };
    const small = { width: 64, height: 48, channels: 3 };
    const seen = Uint8Array.from({ length: 64 * 48 }, (_, i) => (i % 11 === 0 ? 0 : 1));
    const parts = [
      convolution({ shape: small, psf: blur, sigmaY: 0.05, fft: referenceFft2 }),
      maskMap(small, seen),
    ];
    let iterations = 0;
    const model = composite({
      parts,
      sigmaY: 0.05,
      measured: seen,
      probes: (_, signs) => signs.fill(1),
      std: () => ({ luma: 0.1, chroma: 0.1 }),
      onSolve: (report) => {
        iterations += report.iterations;
      },
    });
    const plan = planTiles(64, 48, 64);
    const state = Float32Array.from({ length: 3 * 64 * 48 }, (_, i) => Math.sin(i * 0.37));
    const meanOf = async (turn?: () => Promise<void>) => {
      const observation = model.observe(state.map((value) => value / 2));
      const denoise = await regionDenoiser({ observation, plan, network: pixelwise, ...(turn && { turn }) });
      const out = new Float32Array(state.length);
      await denoise(state, 0.7, out);
      return out;
    };

    it('yields often to other work, and gives the same mean', async () => {
      let turns = 0;
      const mean = await meanOf(async () => {
        turns++;
      });
      // One pause between two iterations, in the anchor's solve and in the pivot's.
      expect(turns).toBe(iterations - 2);
      expect(turns).toBeGreaterThan(2);
      expect(mean).toEqual(await meanOf());
    });

    it('ends with the reason of a turn that is refused', async () => {
      let turns = 0;
      const refusing = async () => {
        if (++turns === 3) throw new Error('cancelled');
      };
      await expect(meanOf(refusing)).rejects.toThrow('cancelled');
      expect(turns).toBe(3);
    });
  });
});
