import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recipeSchema } from '../../../src-main/contract/recipe';
import { describeProblem } from '../../../src-main/measurement/problem';
import { loadPffft } from '../../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../../src-main/operators/kernels/workspace';
import type { RestoreContext, RestoreProgress } from '../../../src-main/regions/restoration';
import { restorePhoto } from '../../../src-main/regions/restore';
import type { Network, NetworkInput } from '../../../src-main/sampling/region-denoiser';
import { rawFiles } from '../../imaging/raw-files';

const files = rawFiles();
const [WIDTH, HEIGHT] = [560, 300];

/** A prior that knows nothing but the anchor. */
const anchored: Network = async ({ anchor }) => anchor.slice();

interface Hole {
  readonly side: number;
  readonly words?: object;
  readonly network?: Network;
  readonly samples?: number;
}

/** Restores a photo with a square hole at (150, 100). */
async function restore(
  { side, words, network = anchored, samples = 1 }: Hole,
  context: Partial<RestoreContext> = {},
) {
  const photo = await files.store(
    Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => 90 + 60 * Math.sin(i / 150000) + (i % 3) * 8),
    WIDTH,
    3,
  );
  const marks = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 100; y < 100 + side; y++) marks.fill(255, y * WIDTH + 150, y * WIDTH + 150 + side);
  const recipe = recipeSchema.parse({ operator: 'inpaint', steps: 4, ...words });
  const seen: NetworkInput[] = [];
  const progress: RestoreProgress[] = [];
  const report = await restorePhoto(
    {
      photo,
      recipe,
      problem: describeProblem({ recipe, tone: { kind: 'free' }, fft: await loadPffft() }),
      mask: await files.store(marks, WIDTH, 1),
      outputs: Array.from({ length: samples }, (_, i) => files.at(`out-${side}-${i}.raw`)),
      depth: 8,
    },
    {
      network: (input) => {
        seen.push({ ...input, pivot: input.pivot.slice() });
        return network(input);
      },
      workspaces: workspacePool(),
      progress: (value) => progress.push(value),
      signal: new AbortController().signal,
      ...context,
    },
  );
  return { photo, report, seen, progress };
}

const filesLeft = async () =>
  (await readdir(dirname(files.at('x')))).filter((name) => name.includes('.coarse'));

describe('a hole wider than the network is good at', () => {
  it('is restored on a smaller copy first, and from that answer in half as many calls', async () => {
    const { report, seen } = await restore({ side: 40 });
    const sizes = seen.map(({ width }) => width);
    expect(sizes.slice(0, 4).every((width) => width <= 144)).toBe(true);
    expect(sizes.slice(4).every((width) => width > 144)).toBe(true);
    expect(report.calls).toBe(6);
    expect(report.outputs[0]).toMatchObject({ width: WIDTH, height: HEIGHT, channels: 3, depth: 8 });
    // The highest noise level is the copy's alone.
    const levels = seen.map(({ geometry }) => Math.exp(4 * geometry[0]));
    expect(levels[0]).toBeCloseTo(40, 3);
    expect(levels[4]).toBeLessThan(0.5);
  });

  it('goes down further where it is wide even on the copy', async () => {
    const { report } = await restore({ side: 120 });
    expect(report.calls).toBe(4 + 2 + 2);
  });

  it('begins a preview from the copy too, without noise', async () => {
    const { report, seen, photo } = await restore({ side: 40, words: { preview: true } });
    expect(report.calls).toBe(2);
    const [before, after] = [await files.samplesOf(photo), await files.samplesOf(report.outputs[0])];
    // The hole's surroundings are smooth, so the anchor alone fills it smoothly.
    const middle = 3 * (120 * WIDTH + 170);
    expect(Math.abs(after[middle] - before[middle])).toBeLessThan(12);
    const [, { pivot, width }] = seen;
    expect(Math.abs(pivot[60 * width + 60] - pivot[60 * width + 61])).toBeLessThan(0.05);
  });

  it('counts the calls of all copies, in order, and leaves no copy behind', async () => {
    const { report, progress } = await restore({ side: 40, samples: 2 });
    expect(progress.map(({ calls }) => calls).filter((calls, i, all) => calls !== all[i - 1])).toEqual(
      Array.from({ length: report.calls + 1 }, (_, calls) => calls),
    );
    expect(progress.every(({ totalCalls, steps }) => totalCalls === report.calls && steps === 6)).toBe(true);
    expect(Math.max(...progress.map(({ step }) => step))).toBe(6);
    expect(await filesLeft()).toEqual([]);
  });

  it('changes no undamaged pixel, and differs by sample', async () => {
    const { photo, report } = await restore({
      side: 40,
      samples: 2,
      network: async ({ pivot }) => pivot.slice(),
    });
    const before = await files.samplesOf(photo);
    const [first, second] = await Promise.all(report.outputs.map(files.samplesOf));
    expect(first).not.toEqual(second);
    let outside = 0;
    for (let i = 0; i < before.length; i++) {
      const [x, y] = [Math.floor(i / 3) % WIDTH, Math.floor(i / 3 / WIDTH)];
      const marked = x >= 150 && x < 190 && y >= 100 && y < 140;
      if (!marked && first[i] !== before[i]) outside++;
    }
    expect(outside).toBe(0);
  });

  it('stops between calls on the copy, and leaves no files of it', async () => {
    const controller = new AbortController();
    let calls = 0;
    const network: Network = async ({ pivot }) => {
      if (++calls === 2) controller.abort(new Error('the user said stop'));
      return pivot.slice();
    };
    await expect(restore({ side: 40, network }, { signal: controller.signal })).rejects.toThrow(
      'the user said stop',
    );
    expect(calls).toBe(2);
    expect(await filesLeft()).toEqual([]);
  });
});

describe('thin damage', () => {
  it('is restored on the photo alone, whatever its length', async () => {
    const { report, seen } = await restore({ side: 16 });
    expect(report.calls).toBe(4);
    expect(seen.every(({ width }) => width > 144)).toBe(true);
  });
});
