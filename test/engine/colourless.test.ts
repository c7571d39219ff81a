import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greyMeans, isColourless } from '../../src-main/engine/colourless';
import type { RawPicture } from '../../src-main/imaging/raw-picture';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colourless-'));
});
afterAll(() => rm(folder, { recursive: true }));

const SIDE = 100;

async function picture(pixel: (i: number) => readonly [number, number, number]): Promise<RawPicture> {
  const path = join(folder, 'picture.raw');
  await writeFile(
    path,
    Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => pixel(Math.floor(i / 3))[i % 3]),
  );
  return { path, width: SIDE, height: SIDE, channels: 3, depth: 8 };
}

describe('a photo counts as grey', () => {
  it('when its channels say the same up to the errors of a JPEG', async () => {
    expect(await isColourless(await picture((i) => [i % 200, (i % 200) + 3, (i % 200) + 2]))).toBe(true);
  });

  it('but not when it is toned, or has a small patch of colour', async () => {
    expect(await isColourless(await picture((i) => [(i % 200) + 40, (i % 200) + 25, i % 200]))).toBe(false);
    expect(await isColourless(await picture((i) => (i < 20 ? [200, 0, 0] : [90, 90, 90])))).toBe(false);
  });
});

it('takes the colour out of the means of a grey photo, and leaves their luma', async () => {
  const network = greyMeans(async () => Float32Array.of(0.5, 0.1, -0.2));
  const mean = await network({
    width: 1,
    height: 1,
    pivot: new Float32Array(3),
    anchor: new Float32Array(3),
    std: new Float32Array(2),
    geometry: new Float32Array(35),
  });
  const luma = 0.299 * 0.5 + 0.587 * 0.1 + 0.114 * -0.2;
  for (const value of mean) expect(value).toBeCloseTo(luma, 6);
});
