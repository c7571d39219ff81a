import { mkdir, readdir, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MASK_TILE, type MaskTile, packRuns, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import { readMask, saveMaskFile } from '../../src-main/imaging/mask';
import { maskToTiles, writeMask } from '../../src-main/imaging/mask-tiles';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { noise, rawPicture, refusal, samplesOf, workFolder } from './support';

const folder = workFolder();
afterEach(() => vi.unstubAllEnvs());

const bytesOf = (mask: RawPicture) => readFile(mask.path);

function tile(column: number, row: number, value: (x: number, y: number) => number): MaskTile {
  const values = Uint8Array.from({ length: MASK_TILE ** 2 }, (_, i) =>
    value(i % MASK_TILE, Math.floor(i / MASK_TILE)),
  );
  return { column, row, runs: packRuns(values) };
}

describe('a mask in tiles', () => {
  for (const [width, height] of [
    [700, 300],
    [256, 256],
    [1, 1],
    [20000, 50],
  ]) {
    test(`of ${width}x${height} pixels comes back from a raw file as it was`, async () => {
      const soft = Uint8Array.from(noise(width * height, 8));
      soft[0] = 255;
      const tiles = await maskToTiles(await rawPicture(folder.at('soft.raw'), soft, width, height, 1));
      const { mask, damaged } = await writeMask(tiles, { width, height }, folder.at('out.raw'));
      expect(mask).toMatchObject({ width, height, channels: 1, depth: 8 });
      expect(Buffer.compare(await bytesOf(mask), soft)).toBe(0);
      expect(damaged).toBe(soft.filter((value) => value > 127).length);
    });
  }

  test('leaves out tiles of zeros, and writes zeros for missing tiles', async () => {
    const mask = new Uint8Array(700 * 600);
    mask[300 * 700 + 690] = 9;
    const tiles = await maskToTiles(await rawPicture(folder.at('dot.raw'), mask, 700, 600, 1));
    expect(tiles.map(({ column, row }) => [column, row])).toEqual([[2, 1]]);
    const values = unpackRuns(tiles[0].runs);
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(9);
    expect(values[(300 - 256) * MASK_TILE + 690 - 512]).toBe(9);
    const empty = await writeMask([], { width: 700, height: 600 }, folder.at('out.raw'));
    expect(empty.damaged).toBe(0);
    expect(new Set(await samplesOf(empty.mask))).toEqual(new Set([0]));
  });

  test('that reaches beyond the photo is refused and leaves no file', async () => {
    const beyond = [tile(1, 0, () => 255)];
    const error = await refusal(writeMask(beyond, { width: 256, height: 10 }, folder.at('refused.raw')));
    expect(error.message).toMatch(/beyond the photo's 256x10/);
    expect(await folder.list()).not.toContain('refused.raw');
  });
});

test('a saved mask is a grey PNG with the painted values, and is read again as the damage', async () => {
  const tiles = [tile(0, 0, (x, y) => (x + y) % 256), tile(1, 0, (x) => (x < 44 ? 200 : 0))];
  const path = folder.at('mask.png');
  await mkdir(folder.at('working'));
  vi.stubEnv('TMPDIR', folder.at('working'));
  await saveMaskFile(tiles, { width: 300, height: 200 }, path);
  const { data, info } = await sharp(path).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 300, height: 200, channels: 1 });
  expect(data[3 * 300 + 100]).toBe(103);
  expect(data[3 * 300 + 299]).toBe(200);
  const read = await readMask(path, 300, 200, folder.at('read.raw'));
  const written = await writeMask(tiles, { width: 300, height: 200 }, folder.at('written.raw'));
  const painted = await samplesOf(written.mask);
  expect(await samplesOf(read)).toEqual(painted.map((value) => (value < 128 ? 0 : value)));
  expect(await readdir(folder.at('working'))).toEqual([]);
});
