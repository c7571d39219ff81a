import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { BrowserEngine, BrowserEngineOptions, Runtime } from '../../src-main/api/browser/types';
import type { Picture } from '../../src-main/api/picture';
import type { Recipe } from '../../src-main/api/recipe';
import type { Engine, EngineOptions, PlainError } from '../../src-main/api/types';
import { projectWithEngine } from '../setup/engine-package.mjs';
import { electronExecutable, SWITCHES } from './desktop';
import { test as base, expect } from './fixtures';
import { servePage } from './page-server';

/** A network of a few weights: quick, and its pictures mean nothing. */
const TINY = resolve('test/fixtures/models/tiny');
const MODEL = '/node_modules/daguerre-engine/models/eps-universal';
const [WIDTH, HEIGHT] = [80, 64];
/** What the package's two entries export. */
interface NodeEntry {
  openEngine(options: EngineOptions): Promise<Engine>;
}
interface PageEntry {
  openEngine(options: BrowserEngineOptions): Promise<BrowserEngine>;
  isPlainError(error: unknown): error is PlainError;
}
const run = promisify(execFile);

interface WorkerFixtures {
  /** The folder of a project with the package and the example for pages. */
  readonly project: string;
  /** A photo of 80 x 64 pixels in it. */
  readonly photo: string;
  /** The package's engine for Node. */
  readonly engine: Engine;
  /** The example's page; one for all tests, since loading onnxruntime takes seconds. */
  readonly examplePage: Page;
}

const test = base.extend<object, WorkerFixtures>({
  project: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
    async ({}, use) => {
      const { folder, remove } = projectWithEngine({ example: 'browser', others: ['onnxruntime-web'] });
      await use(folder);
      remove();
    },
    { scope: 'worker' },
  ],
  photo: [
    async ({ project }, use) => {
      const path = join(project, 'photo.png');
      await sharp('examples/coffee.jpg').resize(WIDTH, HEIGHT, { fit: 'fill' }).png().toFile(path);
      await use(path);
    },
    { scope: 'worker' },
  ],
  engine: [
    async ({ project }, use) => {
      const entry = pathToFileURL(join(project, 'node_modules/daguerre-engine/index.js')).href;
      const { openEngine }: NodeEntry = await import(entry);
      const engine = await openEngine({ model: `${TINY}.onnx`, provider: 'cpu' });
      await use(engine);
      await engine.close();
    },
    { scope: 'worker' },
  ],
  examplePage: [
    async ({ playwright, project }, use) => {
      const tiny = { [`${MODEL}.onnx`]: `${TINY}.onnx`, [`${MODEL}.json`]: `${TINY}.json` };
      const server = await servePage(project, tiny);
      const browser = await playwright.chromium.launch({
        executablePath: process.env['DAGUERRE_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--no-sandbox'],
      });
      const page = await browser.newPage();
      await page.goto(`${server.origin}/?provider=wasm`);
      await use(page);
      await browser.close();
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/**
 * The most by which a page's samples may differ from those of Node, in levels, and the share that may differ at all: WebAssembly rounds the
 * network's sums in another order, so a value near the middle between two levels may become either. Over the pictures of the
 * second test it was 1 level in 1 of 15,360 samples of a single picture, and none in the others.
 */
const MOST = { levels: 1, share: 0.001 };

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, what: string): void {
  expect(found.length, what).toBe(wanted.length);
  const differences = Array.from(wanted, (value, i) => Math.abs(value - (found[i] ?? Number.NaN)));
  const different = differences.filter((difference) => difference !== 0).length;
  expect(Math.max(...differences), what).toBeLessThanOrEqual(MOST.levels);
  expect(different / differences.length, what).toBeLessThanOrEqual(MOST.share);
}

test("the example's page restores a chosen photo as the engine for Node does", async ({
  examplePage: page,
  engine,
  photo,
}) => {
  await page.getByLabel('A small photo').setInputFiles(photo);
  await expect(page.getByRole('status')).toHaveText(/^Done in /, { timeout: 60_000 });
  const shown = await page.evaluate(
    ([width, height]) => [
      ...(document.querySelector('canvas')?.getContext('2d')?.getImageData(0, 0, width, height).data ?? []),
    ],
    [WIDTH, HEIGHT] as const,
  );
  const recipe: Recipe = { operator: 'denoise', noise: 'auto', seed: 1 };
  const { pages } = await engine.restore({ photo, recipe });
  const colours = shown.filter((_, i) => i % 4 < 3);
  expectClose(colours, pages[0]?.samples[0]?.data ?? [], 'the page');
});

const RECIPES: readonly Recipe[] = [
  { operator: 'denoise', noise: 12, detail: 1 },
  { operator: 'denoise', noise: 12, grain: 1, samples: 2 },
  { operator: ['inpaint', 'denoise'], noise: 5 },
  { operator: 'inpaint' },
  { operator: 'colorize', detail: 1 },
  { operator: ['fade', 'denoise'], black: [20, 25, 30], white: [220, 210, 200], noise: 4 },
  { operator: 'upscale', scale: 2 },
  { operator: 'deblur-gaussian', blur: 1.2, noise: 2 },
  { operator: 'deblur-motion', length: 5, angle: 30 },
  { operator: 'jpeg', quality: 40, subsampling: '4:2:0' },
  { operator: 'denoise', noise: 'auto', tone: 'sepia' },
];

test('every operator gives the same result in a page as in Node, for the same photo and seed', async ({
  examplePage: page,
  engine,
  project,
  photo,
}) => {
  const { data: samples } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
  const damaged = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % WIDTH === 30 ? 255 : 0));
  const mask = join(project, 'mask.png');
  await sharp(damaged, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .png()
    .toFile(mask);
  const asked = RECIPES.map((recipe) => ({ ...recipe, steps: 3, seed: 5 }));
  const found = await page.evaluate(restoreInPage, {
    width: WIDTH,
    height: HEIGHT,
    samples: [...samples],
    damaged: [...damaged],
    model: MODEL,
    asked,
  });
  const wanted: Picture[] = [];
  for (const recipe of asked) {
    const needsMask = [recipe.operator].flat().includes('inpaint');
    const { pages } = await engine.restore({ photo, recipe, ...(needsMask && { mask }) });
    wanted.push(...pages.flatMap(({ samples }) => samples));
  }
  expect(found.length).toBe(wanted.length);
  for (const [i, picture] of wanted.entries()) expectClose(found[i] ?? [], picture.data, `picture ${i + 1}`);
});

interface InPage {
  readonly width: number;
  readonly height: number;
  readonly samples: readonly number[];
  readonly damaged: readonly number[];
  readonly model: string;
  readonly asked: readonly Recipe[];
}

/** Runs in the page. */
async function restoreInPage({ width, height, samples, damaged, model, asked }: InPage): Promise<number[][]> {
  const [name, runtimeName] = ['daguerre-engine/browser', 'onnxruntime-web'];
  const { openEngine }: PageEntry = await import(name);
  const runtime: Runtime = await import(runtimeName);
  const bytes = await fetch(`${model}.onnx`).then((answer) => answer.arrayBuffer());
  const card: unknown = await fetch(`${model}.json`).then((answer) => answer.json());
  const engine = await openEngine({ runtime, model: new Uint8Array(bytes), card });
  const data = Uint8Array.from(samples);
  const pictures: number[][] = [];
  for (const recipe of asked) {
    const picture = { width, height, channels: 3, depth: 8, data } as const;
    const restored = await engine.restore({ picture, recipe, mask: Uint8Array.from(damaged) });
    pictures.push(...restored.samples.map((sample) => [...sample.data]));
  }
  await engine.close();
  return pictures;
}

test('a page gets a sentence about recipes that need files', async ({ examplePage: page }) => {
  const words = await page.evaluate(refusals, MODEL);
  expect(words).toEqual([
    "A picture in memory has no JPEG tables; give the recipe's quality, 1 to 100.",
    "The browser's engine doesn't find damage; give a mask, or find it with the engine for Node.",
    'The mask marks nothing: 128 to 255 is damaged, and it has no such byte.',
  ]);
});

/** Runs in the page. */
async function refusals(model: string): Promise<string[]> {
  const [name, runtimeName] = ['daguerre-engine/browser', 'onnxruntime-web'];
  const { openEngine, isPlainError }: PageEntry = await import(name);
  const runtime: Runtime = await import(runtimeName);
  const bytes = await fetch(`${model}.onnx`).then((answer) => answer.arrayBuffer());
  const card: unknown = await fetch(`${model}.json`).then((answer) => answer.json());
  const engine = await openEngine({ runtime, model: new Uint8Array(bytes), card });
  const picture = { width: 16, height: 16, channels: 1, depth: 8, data: new Uint8Array(256) } as const;
  const recipes: Recipe[] = [
    { operator: 'jpeg', quality: 'auto' },
    { operator: 'inpaint', mask: 'auto' },
    { operator: 'inpaint' },
  ];
  const words: string[] = [];
  for (const recipe of recipes) {
    const error: unknown = await engine
      .restore({ picture, recipe, mask: new Uint8Array(256) })
      .catch((refusal: unknown) => refusal);
    words.push(isPlainError(error) ? error.message : String(error));
  }
  await engine.close();
  return words;
}

test('in Electron the example restores a photo in utility processes and ends', async ({ project, photo }) => {
  test.skip(!process.env['DAGUERRE_TEST_ELECTRON'], 'there is no Electron on this machine');
  // Inside the other project, whose packages it has.
  const app = join(project, 'electron');
  await cp('examples/engine/electron', app, { recursive: true });
  const output = join(app, 'restored.png');
  const env = { ...process.env, MODEL: `${TINY}.onnx` };
  const { stdout } = await run(electronExecutable(), [...SWITCHES, app, photo, output], { env });
  expect(stdout).toBe(`${output} on cpu\n`);
  expect(await sharp(output).metadata()).toMatchObject({ width: WIDTH, height: HEIGHT });
});
