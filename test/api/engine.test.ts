import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BatchEvent,
  type Engine,
  isPlainError,
  openEngine,
  type Recipe,
} from '../../src-main/api/index';
import { soft, writeMask, writeSoft } from '../cli/support';
import { requireBundles } from '../transport/bundle';

const TINY = resolve('test/fixtures/models/tiny.onnx');
const RECIPE: Recipe = { operator: 'denoise', noise: 8, steps: 2 };

let root = '';
let photo = '';
let engine: Engine;

beforeAll(async () => {
  requireBundles();
  root = await mkdtemp(join(tmpdir(), 'daguerre-api-'));
  photo = join(root, 'photo.png');
  await writeSoft(photo, 64, 48);
  engine = await openEngine({ model: TINY, provider: 'cpu', data: join(root, 'data') });
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

/** What a promise rejects with. */
async function rejected(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it was expected to reject'),
    (error: unknown) => error,
  );
}

describe('restore', () => {
  test('returns the samples that it would write, by the same seed', async () => {
    const output = join(root, 'restored.png');
    const written = await engine.restore({ photo, recipe: RECIPE, seed: 3, samples: 2, output });
    expect(written.outputs).toEqual([join(root, 'restored-1.png'), join(root, 'restored-2.png')]);
    expect(written.pages[0]?.samples).toEqual([]);

    const returned = await engine.restore({ photo, recipe: RECIPE, seed: 3, samples: 2 });
    expect(returned.outputs).toEqual([]);
    const samples = returned.pages[0]?.samples ?? [];
    expect(samples).toMatchObject([1, 2].map(() => ({ width: 64, height: 48, channels: 3, depth: 8 })));
    for (const [i, path] of written.outputs.entries())
      expect(samples[i]?.data).toEqual(new Uint8Array(await sharp(path).raw().toBuffer()));
    expect(samples[0]?.data).not.toEqual(samples[1]?.data);
    expect(returned).toMatchObject({
      provider: 'cpu',
      model: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('keeps the depth of a photo of 16 bits, and its undamaged pixels', async () => {
    const [deep, mask] = [join(root, 'deep.png'), join(root, 'mask.png')];
    await writeSoft(deep, 64, 48, 3, 16);
    await writeMask(mask, 64, 48, [20, 10, 4, 30]);
    const { pages } = await engine.restore({ photo: deep, recipe: { operator: 'inpaint', steps: 2 }, mask });
    const [page] = pages;
    const before = soft(64, 48, 3, 16);
    const after = page?.samples[0]?.data;
    if (!(after instanceof Uint16Array)) throw new TypeError('16 bits were expected');
    const changed = after.reduce((count, value, i) => count + (value === before[i] ? 0 : 1), 0);
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThanOrEqual(3 * 4 * 30);
    expect(page?.changedPixels[0]).toBeLessThanOrEqual(4 * 30);
  });

  test('reports its progress from 0 to 1', async () => {
    const fractions: number[] = [];
    await engine.restore({ photo, recipe: RECIPE, onProgress: ({ fraction }) => fractions.push(fraction) });
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
  });

  test('runs simultaneous jobs one after the other, each as if it were alone', async () => {
    const alone = await engine.restore({ photo, recipe: RECIPE, seed: 1 });
    const together = await Promise.all(
      [1, 2, 1].map((seed) => engine.restore({ photo, recipe: RECIPE, seed })),
    );
    const data = together.map(({ pages }) => pages[0]?.samples[0]?.data);
    expect(data[0]).toEqual(alone.pages[0]?.samples[0]?.data);
    expect(data[2]).toEqual(data[0]);
    expect(data[1]).not.toEqual(data[0]);
  });

  test('ends with the reason when its signal is aborted, and the engine continues', async () => {
    const abort = new AbortController();
    const long = engine.restore({
      photo,
      recipe: { ...RECIPE, steps: 1000 },
      signal: abort.signal,
      onProgress: () => abort.abort('enough'),
    });
    expect(await rejected(long)).toBe('enough');
    await engine.restore({ photo, recipe: RECIPE });
  });

  test('ends at once when its signal is aborted while another job runs', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    let begun = () => {};
    const underWay = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const recipe = { ...RECIPE, steps: 1000 };
    let isDone = false;
    const long = rejected(engine.restore({ photo, recipe, signal: first.signal, onProgress: () => begun() }));
    void long.then(() => {
      isDone = true;
    });
    await underWay;
    const waiting = rejected(engine.restore({ photo, recipe, signal: second.signal }));
    second.abort('given up');
    expect(await waiting).toBe('given up');
    expect(isDone).toBe(false);
    first.abort('enough');
    expect(await long).toBe('enough');
  });

  test.each([
    [
      'a photo that is not there',
      { photo: 'none.png', recipe: RECIPE },
      "none.png doesn't exist; check its name and folder.",
    ],
    ['a mask that is missing', { recipe: { operator: 'inpaint' } as const }, /^inpaint needs --mask, /],
    [
      'a value out of range',
      { recipe: { operator: 'denoise', noise: 500 } as const },
      /noise must be a number of 8-bit levels from 0 to 127/,
    ],
    ['a seed out of range', { recipe: RECIPE, seed: -1 }, /seed must be a whole number from 0 to/],
    ['a result on the photo itself', { recipe: RECIPE, output: 'PHOTO' }, /would overwrite|is the photo/],
  ])('refuses %s in a sentence, before any work', async (_, { output, ...request }: Wish, words) => {
    const wish = { photo, ...request, ...(output !== undefined && { output: photo }) };
    const error = await rejected(engine.restore(wish));
    if (!isPlainError(error)) throw error;
    expect(error.message).toMatch(words);
    expect(error.badRequest).toBe(true);
    expect(error.said).toMatchObject({ key: expect.any(String), values: expect.any(Object) });
  });
});

interface Wish {
  readonly photo?: string;
  readonly recipe: Recipe;
  readonly seed?: number;
  readonly output?: string;
}

test('an unknown field is a TypeError that names it', async () => {
  const misspelt = { photo, recipe: RECIPE, otput: 'a.png' };
  expect(await rejected(engine.restore(misspelt))).toEqual(
    new TypeError('restore: ✖ Unrecognized key: "otput"'),
  );
  expect(await rejected(engine.detect({ photo, sensitivity: 2 }))).toBeInstanceOf(TypeError);
  expect(await rejected(openEngine({ threads: 0 }))).toBeInstanceOf(TypeError);
});

test('a recipe may be named, and a name with a typo lists the names', async () => {
  const named = await engine.restore({ photo, recipe: 'night-phone' });
  expect(named.pages[0]?.recipe.operator).toEqual(['denoise']);
  const misspelt: string = 'night-fone';
  // @ts-expect-error: no recipe has this name
  const error = await rejected(engine.restore({ photo, recipe: misspelt }));
  expect(error).toMatchObject({
    message: expect.stringMatching(/^There is no recipe night-fone; there are old-photo, /),
  });
});

test('detect gives the share of damaged pixels, and marks them', async () => {
  const { fraction, pages } = await engine.detect({ photo: 'examples/boyden.jpg' });
  const [page] = pages;
  const { width, height } = await sharp('examples/boyden.jpg').metadata();
  expect(page?.mask).toMatchObject({ width, height, channels: 1, depth: 8 });
  const marked = page?.mask.data.filter((value) => value >= 128).length ?? 0;
  expect(marked).toBeGreaterThan(100);
  expect(fraction).toBeCloseTo(marked / (width * height), 12);
  expect(page?.fraction).toBe(fraction);
});

test('batch restores a folder, reports events, and resumes only if asked', async () => {
  const [input, output] = [join(root, 'scans'), join(root, 'results')];
  await mkdir(join(input, 'trip'), { recursive: true });
  await writeSoft(join(input, 'a.png'), 48, 32);
  await writeSoft(join(input, 'trip', 'b.png'), 32, 48);
  const events: BatchEvent[] = [];
  const recipe = { ...RECIPE, output: { format: 'webp', name: '{name}-clean' } } as const;
  const summary = await engine.batch({ input, output, recipe, onEvent: (event) => events.push(event) });
  expect(summary).toMatchObject({ done: 2, doneNow: 2, failed: 0, skipped: 0, waiting: 0 });
  expect((await readdir(output, { recursive: true })).sort()).toEqual([
    'a-clean.webp',
    'trip',
    'trip/b-clean.webp',
  ]);
  const kinds = events.map(({ event }) => event);
  expect([kinds[0], kinds.at(-1)]).toEqual(['planned', 'finished']);
  expect(events.flatMap((event) => (event.event === 'done' ? [event.photo] : [])).sort()).toEqual([
    'a.png',
    'trip/b.png',
  ]);

  expect(await rejected(engine.batch({ input, output, recipe }))).toMatchObject({
    said: { key: 'begunBefore' },
  });
  expect(await engine.batch({ input, output, recipe, resume: true })).toMatchObject({ done: 2, doneNow: 0 });
  expect(await rejected(engine.batch({ input: 's3://bucket/scans', output, recipe }))).toBeInstanceOf(
    TypeError,
  );
});

test('a named provider that cannot run is refused when the engine opens', async () => {
  const error = await rejected(
    openEngine({ model: TINY, provider: process.platform === 'darwin' ? 'dml' : 'coreml' }),
  );
  expect(error).toMatchObject({ name: 'PlainError', badRequest: true });
});

test('close aborts running jobs, ends the processes and leaves no working file', async () => {
  const working = await mkdtemp(join(root, 'tmp-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = working;
  try {
    const other = await openEngine({ model: TINY, provider: 'cpu' });
    expect(await readdir(working)).toHaveLength(1);
    let begun = () => {};
    const underWay = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const long = rejected(
      other.restore({ photo, recipe: { ...RECIPE, steps: 1000 }, onProgress: () => begun() }),
    );
    await underWay;
    await other[Symbol.asyncDispose]();
    expect(await long).toMatchObject({ message: 'The engine was closed.' });
    expect(await readdir(working)).toEqual([]);
    expect(await rejected(other.detect({ photo }))).toMatchObject({ message: 'The engine was closed.' });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});
