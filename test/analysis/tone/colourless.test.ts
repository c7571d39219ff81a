import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isColourless } from '../../../src-main/analysis/tone/colourless';
import type { RawPicture } from '../../../src-main/imaging/raw-picture';

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
  it('when its channels are equal up to the errors of a JPEG', async () => {
    expect(await isColourless(await picture((i) => [i % 200, (i % 200) + 3, (i % 200) + 2]))).toBe(true);
  });

  it('but not when it is toned, or has a small patch of colour', async () => {
    expect(await isColourless(await picture((i) => [(i % 200) + 40, (i % 200) + 25, i % 200]))).toBe(false);
    expect(await isColourless(await picture((i) => (i < 20 ? [200, 0, 0] : [90, 90, 90])))).toBe(false);
  });
});
