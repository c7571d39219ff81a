import { expect, test } from 'vitest';
import { recipeSchema } from '../../src-main/contract/recipe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { describeProblem } from '../../src-main/measurement/problem';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../src-main/operators/kernels/workspace';
import { planPixels } from '../../src-main/regions/plan-pixels';
import type { RestoreProgress } from '../../src-main/regions/restoration';
import { restorePhoto } from '../../src-main/regions/restore';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();
const [WIDTH, HEIGHT] = [1100, 700];

const photo = () =>
  files.store(
    Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => 120 + 60 * Math.sin(i / 91)),
    WIDTH,
    3,
  );

/** Damage of the given height and 300 pixels of width. */
const mask = (height: number) =>
  files.store(
    Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
      return x >= 200 && x < 500 && y >= 300 && y < 300 + height ? 255 : 0;
    }),
    WIDTH,
    1,
  );

/** The planned pixels, and those that a restoration with a flat prior reports at its end. */
async function compare(words: object, damage?: RawPicture) {
  const recipe = recipeSchema.parse(words);
  const problem = describeProblem({
    recipe,
    tone: { kind: 'free' },
    coloursNoise: true,
    fft: await loadPffft(),
  });
  const job = { photo: await photo(), problem, recipe, mask: damage, depth: 8 as const };
  const told: RestoreProgress[] = [];
  const outputs = Array.from({ length: recipe.samples }, (_, i) => files.at(`out-${i}.raw`));
  await restorePhoto(
    { ...job, outputs },
    {
      network: async ({ pivot }) => pivot.slice(),
      workspaces: workspacePool(),
      progress: (progress) => told.push(progress),
      signal: new AbortController().signal,
    },
  );
  return { planned: await planPixels(job), told, last: told.at(-1) };
}

test.each([
  ['the whole photo', { operator: 'denoise', noise: 10, steps: 2 }, undefined],
  ['grain, whose regions are extended', { operator: 'denoise', noise: 10, grain: 2, steps: 1 }, undefined],
  ['two candidates', { operator: 'denoise', noise: 10, steps: 1, samples: 2 }, undefined],
  ['thin marks', { operator: 'inpaint', steps: 3 }, 8],
] as const)('for %s as many pixels are planned as the network then answers', async (_, words, height) => {
  const { planned, last } = await compare(words, height === undefined ? undefined : await mask(height));
  expect(last).toMatchObject({ pixels: planned, totalPixels: planned });
});

test('for a wide hole nearly as many are planned, and each step counts by its pixels', async () => {
  const { planned, told, last } = await compare({ operator: 'inpaint', steps: 4 }, await mask(60));
  const total = last?.totalPixels ?? 0;
  expect(Math.abs(planned / total - 1)).toBeLessThan(0.2);
  expect(last?.pixels).toBe(total);
  // A third of the steps is on a copy a sixteenth as large.
  const ofCopies = told.find(({ step }) => step === 4);
  expect((ofCopies?.pixels ?? total) / total).toBeLessThan(0.3);
  const pixels = told.map((progress) => progress.pixels);
  expect(pixels).toEqual([...pixels].sort((a, b) => a - b));
});
