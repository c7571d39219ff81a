import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place } from './support';

const scene = place(async (at) => {
  await writeSoft(at('photos', 'photo.png'), 300, 200);
  await writeSoft(at('photos', 'large.png'), 900, 600);
});

async function open(opened: Opened, photo: string): Promise<string> {
  return (await openPhoto(opened, scene.at('photos', photo))).document.id;
}

const DENOISE = { operator: 'denoise', noise: 12 } as const;

async function secondsFor({ studio }: Opened, document: string, words: Parameters<typeof fast>[0]) {
  return (await studio.handlers.estimateRestoration({ document, recipe: fast(words) })).seconds ?? Number.NaN;
}

test('the time is known before the first restoration, and grows with the work', async () => {
  const opened = await scene.open('first');
  const [photo, large] = [await open(opened, 'photo.png'), await open(opened, 'large.png')];
  const seconds = await secondsFor(opened, photo, DENOISE);
  expect(seconds).toBeGreaterThan(0);
  expect(await secondsFor(opened, photo, { ...DENOISE, samples: 4 })).toBeCloseTo(4 * seconds, 6);
  expect(await secondsFor(opened, large, DENOISE)).toBeGreaterThan(4 * seconds);

  const tiles = boxTiles([10, 20, 60, 5]);
  await opened.studio.handlers.updateMask({ document: large, tiles });
  const marked = await secondsFor(opened, large, { operator: 'inpaint' });
  expect(marked).toBeLessThan(0.5 * (await secondsFor(opened, large, DENOISE)));
});

test('the rate is measured from restorations on this machine, and kept for the next start', async () => {
  const opened = await scene.open('kept');
  const { studio, told } = opened;
  const photo = await open(opened, 'photo.png');
  await secondsFor(opened, photo, DENOISE);
  const { job } = await studio.handlers.restore({ document: photo, recipe: fast(DENOISE) });
  const [result] = (await told.end(job)).results;
  const rates = async (): Promise<unknown> =>
    JSON.parse(await readFile(scene.at('kept', 'rates.json'), 'utf8'));
  expect(Object.keys((await rates()) ?? {})).toEqual(['cpu denoise']);
  const next = await scene.open('kept');
  const again = await secondsFor(next, await open(next, 'photo.png'), DENOISE);
  // Between the time measured on a small picture and the time of this restoration.
  expect(again).toBe(await secondsFor(opened, photo, DENOISE));
  expect(result?.sampleSeconds).toBeGreaterThan(0);
});

test('a restoration whose marks are missing has no time', async () => {
  const opened = await scene.open('missing');
  const photo = await open(opened, 'photo.png');
  await expect(secondsFor(opened, photo, { operator: 'inpaint' })).rejects.toThrow(/marked as damaged/);
});

test('levels alone have no estimate and leave no rate', async () => {
  const opened = await scene.open('exact');
  const { studio, told } = opened;
  const photo = await open(opened, 'photo.png');
  const recipe = fast({ operator: 'fade', black: [40, 40, 40], white: [200, 200, 200] });
  expect(await studio.handlers.estimateRestoration({ document: photo, recipe })).toEqual({ seconds: null });
  const { job } = await studio.handlers.restore({ document: photo, recipe });
  const ended = await told.end(job);
  expect(ended.results).toHaveLength(1);
  expect(ended.totalCalls).toBe(0);
  await expect(readFile(scene.at('exact', 'rates.json'))).rejects.toThrow('ENOENT');
  const { job: preview } = await studio.handlers.preview({
    document: photo,
    recipe,
    view: { x: 0, y: 0, width: 300, height: 200 },
  });
  expect(await told.end(preview)).toMatchObject({ state: 'done', share: 1 });
});
