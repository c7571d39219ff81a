import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recipeSchema } from '../../src-main/contract/recipe';
import { spawnEngine } from '../../src-main/processes/spawn';
import { soft, TINY } from '../cli/support';
import { requireBundles } from '../transport/bundle';

const [WIDTH, HEIGHT] = [96, 64];
const compute = spawnEngine('compute');
let folder: string;

beforeAll(async () => {
  requireBundles();
  folder = await mkdtemp(join(tmpdir(), 'daguerre-holds-'));
  await writeFile(join(folder, 'photo.raw'), soft(WIDTH, HEIGHT, 3, 8));
});
afterAll(async () => {
  await compute.stop();
  await rm(folder, { recursive: true });
});

it('a pause outlives the request during which it came, because a job may make several', async () => {
  const stop = new AbortController();
  let first = Promise.resolve<unknown>(undefined);
  await new Promise<void>((begun) => {
    first = restore('first', 'job', { steps: 1000, signal: stop.signal, onProgress: () => begun() });
  });
  await compute.request('hold', { name: 'job', on: true });
  stop.abort();
  await expect(first).rejects.toThrow();

  let calls = 0;
  const next = restore('next', 'job', { steps: 3, onProgress: (progress) => (calls = progress.calls) });
  await restore('other', 'other', { steps: 3 });
  expect(calls, 'while another job has run to its end').toBe(0);
  await compute.request('hold', { name: 'job', on: false });
  await next;
  expect(calls).toBe(3);
});

interface Options {
  readonly steps: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly calls: number }) => void;
}

/** Restores the photo into a file of this name; a pause of `hold` stops it. */
function restore(name: string, hold: string, { steps, ...options }: Options) {
  const raw = {
    path: join(folder, 'photo.raw'),
    width: WIDTH,
    height: HEIGHT,
    channels: 3,
    depth: 8,
  } as const;
  return compute.request(
    'restore',
    {
      photo: raw,
      recipe: recipeSchema.parse({ operator: 'denoise', noise: 10, provider: 'cpu', steps }),
      network: { modelPath: TINY, provider: 'cpu' },
      outputs: [join(folder, `${name}.raw`)],
      depth: 8,
      countsChanges: false,
      hold,
    },
    options,
  );
}
