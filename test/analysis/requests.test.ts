import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { MASK_TILE, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { spawnEngine } from '../../src-main/processes/spawn';
import { rawFiles } from '../imaging/raw-files';
import { requireBundles } from '../transport/bundle';

const files = rawFiles();
const imaging = spawnEngine('imaging');
beforeAll(requireBundles);
afterAll(() => imaging.stop());

async function decoded(path: string): Promise<RawPicture> {
  const { data, info } = await sharp(path).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return files.store(Uint8Array.from(data), info.width, info.channels === 1 ? 1 : 3);
}

describe('the imaging process says of a photo', () => {
  it('that a good one needs little repair', async () => {
    const raw = await decoded('examples/coffee.jpg');
    const jpeg = standardTables(92, '4:2:0');
    const seen = await imaging.request('analyse', { raw, jpeg });
    expect(seen).toMatchObject({ jpegQuality: 92, colourless: false });
    expect(seen.noise).toBeLessThan(3);
    expect(seen.scratches).toBeLessThan(0.01);
    expect((await imaging.request('findPrints', { raw })).prints).toEqual([]);
  });

  it('that a glass plate is grey and has specks, and where', async () => {
    const raw = await decoded('examples/boyden.jpg');
    const seen = await imaging.request('analyse', { raw });
    expect(seen).toMatchObject({ jpegQuality: null, colourless: true });
    const { tiles } = await imaging.request('findDamage', { raw, sensitivity: 0.6 });
    const { data } = await sharp('examples/boyden-mask.png')
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    let [both, marked] = [0, 0];
    for (const { column, row, runs } of tiles) {
      for (const [i, value] of unpackRuns(runs).entries()) {
        const x = column * MASK_TILE + (i % MASK_TILE);
        const y = row * MASK_TILE + Math.floor(i / MASK_TILE);
        if (value === 0) continue;
        expect(value > 127 && x < raw.width && y < raw.height).toBe(true);
        marked++;
        if (data[y * raw.width + x] > 127) both++;
      }
    }
    const painted = data.filter((value) => value > 127).length;
    // The mask was painted by hand on the wall alone, and generously.
    expect(both / painted).toBeGreaterThan(0.2);
    expect(marked).toBeLessThan(0.025 * raw.width * raw.height);
  });

  it('the same with 16 bits as with 8', async () => {
    const raw = await decoded('examples/coffee.jpg');
    const deep = await files.store(
      Uint16Array.from(await files.samplesOf(raw), (value) => value * 257),
      raw.width,
      3,
    );
    expect(await imaging.request('analyse', { raw: deep })).toEqual(
      await imaging.request('analyse', { raw }),
    );
    await rm(deep.path);
  });

  it('where a large picture has damage wider than the network sees at once', async () => {
    const [width, height] = [2400, 1800];
    const samples = new Uint8Array(width * height).fill(120);
    for (let y = 300; y < 1600; y++) for (let x = 1900; x < 1910; x++) samples[y * width + x] = 240;
    const raw = await files.store(samples, width, 1);
    const { tiles } = await imaging.request('findDamage', { raw, sensitivity: 1 });
    const column = Math.floor(1905 / MASK_TILE);
    expect(tiles.length).toBeLessThan(30);
    const middle = tiles.find((tile) => tile.column === column && tile.row === 4);
    const values = unpackRuns(middle?.runs ?? '');
    const at = (x: number) => values[100 * MASK_TILE + x - column * MASK_TILE];
    expect([at(1905), at(1940)]).toEqual([255, 0]);
  });
});
