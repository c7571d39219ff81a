import { describe, expect, it } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { recipeSchema } from '../../src-main/contract/recipe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { describeProblem } from '../../src-main/measurement/problem';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../src-main/operators/kernels/workspace';
import { countChangedPixels } from '../../src-main/regions/changed-pixels';
import type { RestoreContext } from '../../src-main/regions/restoration';
import { restorePhoto } from '../../src-main/regions/restore';
import type { Network } from '../../src-main/sampling/region-denoiser';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();

/** A prior that knows nothing: its mean is the pivot. */
const flat: Network = async ({ pivot }) => pivot.slice();

interface Job {
  readonly words: object;
  readonly photo: RawPicture;
  readonly mask?: RawPicture;
  readonly outputs?: readonly string[];
  readonly tileSize?: number;
}

async function restore(
  { words, photo, mask, outputs, tileSize }: Job,
  context: Partial<RestoreContext> = {},
) {
  const recipe = recipeSchema.parse(words);
  const jpeg = recipe.quality !== undefined && {
    jpeg: { tables: standardTables(recipe.quality, '4:4:4'), offset: { x: 0, y: 0 } },
  };
  const problem = describeProblem({ recipe, tone: { kind: 'free' }, fft: await loadPffft(), ...jpeg });
  const paths = outputs ?? [files.at(`out-${Math.random()}.raw`)];
  return restorePhoto(
    { photo, problem, recipe, mask, outputs: paths, depth: photo.depth, tileSize },
    {
      network: flat,
      workspaces: workspacePool(),
      progress: () => {},
      signal: new AbortController().signal,
      ...context,
    },
  );
}

const picture = (width: number, height: number, channels: 3 | 4 = 3) =>
  files.store(
    Uint16Array.from(
      { length: width * height * channels },
      (_, i) => 30000 + 20000 * Math.sin(i / 91) + (i % 13) * 50,
    ),
    width,
    channels,
  );

describe('a restoration', () => {
  it('under a flat prior and almost no noise is the photo, for one region or many', async () => {
    const photo = await picture(1700, 40);
    const { outputs, tiles } = await restore({ words: { operator: 'denoise', steps: 3 }, photo });
    expect(tiles).toBeGreaterThan(3);
    const [before, after] = [await files.samplesOf(photo), await files.samplesOf(outputs[0])];
    // sigma_y = 0.01 is 328 of 65535 levels.
    let sum = 0;
    for (let i = 0; i < after.length; i++) sum += (after[i] - before[i]) ** 2;
    const rms = Math.sqrt(sum / after.length);
    expect(rms).toBeGreaterThan(50);
    expect(rms).toBeLessThan(500);
  });

  it('of damage changes nothing outside the marks, and runs only tiles that meet it', async () => {
    const photo = await picture(1200, 900);
    const marks = new Uint8Array(1200 * 900);
    for (let y = 300; y < 310; y++) marks.fill(255, y * 1200 + 500, y * 1200 + 540);
    const mask = await files.store(marks, 1200, 1);
    const { outputs, tiles } = await restore({ words: { operator: 'inpaint', steps: 2 }, photo, mask });
    expect(tiles).toBeLessThanOrEqual(4);
    const [before, after] = [await files.samplesOf(photo), await files.samplesOf(outputs[0])];
    let outside = 0;
    let inside = 0;
    before.forEach((value, i) => {
      const [x, y] = [Math.floor(i / 3) % 1200, Math.floor(i / 3 / 1200)];
      if (value === after[i]) return;
      if (x < 500 || x >= 540 || y < 300 || y >= 310) outside++;
      else inside++;
    });
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(1000);
    expect(await countChangedPixels(photo, outputs[0])).toBeLessThanOrEqual(40 * 10);
  });

  it('of a wide hole is the same to the bit, whatever is painted around it that marks no damage', async () => {
    const photo = await picture(200, 160);
    const hole = (around: number) => {
      const marks = new Uint8Array(200 * 160).fill(around);
      for (let y = 60; y < 100; y++) marks.fill(180, y * 200 + 80, y * 200 + 130);
      return marks;
    };
    const restored = async (around: number) => {
      const mask = await files.store(hole(around), 200, 1);
      const { outputs, tiles } = await restore({ words: { operator: 'inpaint', steps: 3 }, photo, mask });
      return { tiles, samples: await files.samplesOf(outputs[0]) };
    };
    expect(await restored(127)).toEqual(await restored(0));
  });

  it('draws samples that differ by seed and number, and the same one again', async () => {
    const photo = await picture(64, 48);
    const mask = await files.store(new Uint8Array(64 * 48).fill(255, 1000, 2000), 64, 1);
    const draw = async (seed: number) => {
      const outputs = [0, 1].map((i) => files.at(`seed-${seed}-${i}-${Math.random()}.raw`));
      const report = await restore({ words: { operator: 'inpaint', steps: 4, seed }, photo, mask, outputs });
      return Promise.all(report.outputs.map(files.samplesOf));
    };
    const [first, second] = await draw(1);
    expect(await draw(1)).toEqual([first, second]);
    expect(second).not.toEqual(first);
    expect((await draw(2))[0]).not.toEqual(first);
  });

  it('fills holes in one call without noise: the mean is the same whatever the seed', async () => {
    const photo = await picture(64, 48);
    const mask = await files.store(new Uint8Array(64 * 48).fill(255, 1000, 2000), 64, 1);
    const fill = async (seed: number) => {
      const { outputs } = await restore({ words: { operator: 'inpaint', detail: 0, seed }, photo, mask });
      return files.samplesOf(outputs[0]);
    };
    const first = await fill(1);
    expect(await fill(2)).toEqual(first);
    expect(first).not.toEqual(await files.samplesOf(photo));
  });

  it('of a scratched, blurred JPEG starts where the pivot is accurate: at noise level 4', async () => {
    const photo = await picture(64, 64);
    const marks = new Uint8Array(64 * 64);
    for (let y = 20; y < 24; y++) marks.fill(255, y * 64 + 8, y * 64 + 56);
    const mask = await files.store(marks, 64, 1);
    const highestOf = async (operator: readonly string[]) => {
      const levels: number[] = [];
      const network: Network = async ({ pivot, std }) => {
        levels.push(std.reduce((most, level) => Math.max(most, level)));
        return pivot.slice();
      };
      const words = { operator, blur: 1.5, ...(operator.includes('jpeg') && { quality: 75 }), steps: 3 };
      await restore({ words, photo, mask }, { network });
      return Math.max(...levels);
    };
    expect(await highestOf(['deblur-gaussian', 'inpaint', 'jpeg'])).toBeCloseTo(4, 4);
    expect(await highestOf(['deblur-gaussian', 'inpaint'])).toBeCloseTo(40, 4);
  });

  it('enlarges: the picture is scale times the photo, alpha with it', async () => {
    const photo = await picture(40, 24, 4);
    const { outputs } = await restore({ words: { operator: 'upscale', scale: 2, steps: 2 }, photo });
    expect(outputs[0]).toMatchObject({ width: 80, height: 48, channels: 4, depth: 16 });
    const [before, after] = [await files.samplesOf(photo), await files.samplesOf(outputs[0])];
    for (let i = 0; i < 80 * 48; i++) {
      const source = Math.floor(Math.floor(i / 80) / 2) * 40 + Math.floor((i % 80) / 2);
      expect(after[4 * i + 3]).toBe(before[4 * source + 3]);
    }
  });

  it('reports the total before it prepares anything, then every call, in order, up to the total', async () => {
    const photo = await picture(300, 100);
    const seen: number[] = [];
    const totals = new Set<number>();
    const report = await restore(
      { words: { operator: 'denoise', steps: 3 }, photo, tileSize: 128 },
      {
        progress: ({ calls, totalCalls }) => {
          seen.push(calls);
          totals.add(totalCalls);
        },
      },
    );
    expect(report.calls).toBe(3 * report.tiles);
    expect([...totals]).toEqual([report.calls]);
    expect(seen).toEqual([0, ...Array.from({ length: report.calls + 1 }, (_, calls) => calls)]);
  });

  it('stops between calls when it is cancelled, with the reason', async () => {
    const photo = await picture(300, 100);
    const controller = new AbortController();
    let calls = 0;
    const network: Network = async ({ pivot }) => {
      if (++calls === 3) controller.abort(new Error('the user said stop'));
      return pivot;
    };
    const running = restore(
      { words: { operator: 'denoise' }, photo, tileSize: 128 },
      { network, signal: controller.signal },
    );
    await expect(running).rejects.toThrow('the user said stop');
    expect(calls).toBe(3);
  });

  it.each([
    [1, 1],
    [7, 5],
  ])('takes a photo of %ix%i', async (width, height) => {
    const photo = await picture(width, height);
    const { outputs } = await restore({ words: { operator: 'denoise', noise: 10, steps: 2 }, photo });
    expect(outputs[0]).toMatchObject({ width, height });
    expect(await files.samplesOf(outputs[0])).toHaveLength(3 * width * height);
  });
});
