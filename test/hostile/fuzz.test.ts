import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuzz } from './fuzz/fuzz';
import { openTargets } from './fuzz/targets';

/** Files of each kind: a half minute in all. The long tests make others for as long as one likes (test/long/fuzz.test.ts). */
const FILES = {
  jpeg: 120,
  png: 120,
  tiff: 120,
  webp: 120,
  avif: 50,
  heic: 50,
  mask: 100,
  recipe: 250,
  card: 150,
  ledger: 50,
  project: 100,
  request: 250,
  job: 80,
  answers: 250,
} as const;
const SEED = 1;

let opened: Awaited<ReturnType<typeof openTargets>>;
beforeAll(async () => {
  opened = await openTargets();
});
afterAll(() => opened.close());

describe('any damaged file is read or refused in a sentence, within the limits, and leaves nothing', () => {
  test.each(Object.entries(FILES))('%s', async (name, files) => {
    const target = opened.targets.find((one) => one.name === name);
    if (!target) throw new Error(name);
    const figures = await fuzz(target, SEED, opened.folder, (made) => made >= files);
    expect(figures.finds).toEqual([]);
    expect(figures.read + figures.refused).toBe(files);
    // Some of the files are valid, or have only harmless faults.
    expect(figures.refused).toBeGreaterThan(0);
  });

  test('every kind of file is tried', () => {
    expect(opened.targets.map(({ name }) => name).sort()).toEqual(Object.keys(FILES).sort());
  });
});
