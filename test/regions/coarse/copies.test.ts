import { describe, expect, it } from 'vitest';
import { readEnlarged } from '../../../src-main/regions/coarse/enlarge';
import { COARSE_FACTOR, shrinkDamaged } from '../../../src-main/regions/coarse/shrink';
import { rawFiles } from '../../imaging/raw-files';

const files = rawFiles();

describe('the smaller copy of a damaged photo', () => {
  it('has the means of what is undamaged, in 16 bits and without alpha, also of blocks cut by the border', async () => {
    const [width, height] = [10, 270];
    const photo = await files.store(
      Uint8Array.from({ length: 4 * width * height }, (_, i) => (i * 37) % 251),
      width,
      4,
    );
    const mask = Uint8Array.from({ length: width * height }, (_, i) => (i % 7 === 0 ? 255 : 0));
    const damage = await files.store(mask, width, 1);
    const paths = { photo: files.at('small.raw'), mask: files.at('small-mask.raw') };
    const copy = await shrinkDamaged(await files.open(photo), await files.open(damage), paths);
    expect(copy.photo).toMatchObject({ width: 3, height: 68, channels: 3, depth: 16 });
    const small = await files.samplesOf(copy.photo);
    const samples = await files.samplesOf(photo);
    for (const [x, y] of [
      [0, 0],
      [2, 1],
      [1, 66],
      [2, 67],
    ]) {
      for (let channel = 0; channel < 3; channel++) {
        const values: number[] = [];
        for (let i = 0; i < mask.length; i++) {
          const inBlock =
            Math.floor((i % width) / COARSE_FACTOR) === x && Math.floor(i / width / COARSE_FACTOR) === y;
          if (inBlock && mask[i] === 0) values.push(samples[4 * i + channel]);
        }
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(small[3 * (3 * y + x) + channel]).toBe(Math.round(257 * mean));
      }
    }
  });

  it('is damaged where more than half of a block is', async () => {
    const mask = new Uint8Array(4 * 12);
    mask.fill(255, 0, 8);
    mask.fill(128, 16, 25);
    mask.fill(255, 32, 48);
    const photo = await files.store(new Uint8Array(4 * 12).fill(100), 4, 1);
    const copy = await shrinkDamaged(
      await files.open(photo),
      await files.open(await files.store(mask, 4, 1)),
      {
        photo: files.at('half.raw'),
        mask: files.at('half-mask.raw'),
      },
    );
    expect([...(await files.samplesOf(copy.mask))]).toEqual([0, 255, 255]);
  });

  it('enlarged is a ramp where it is one, whatever part is read', async () => {
    const width = 20;
    const ramp = Uint16Array.from(
      { length: width * 15 },
      (_, i) => 1000 * (i % width) + 2000 * Math.floor(i / width),
    );
    const copy = await files.open(await files.store(ramp, width, 1));
    const area = { x: 7, y: 18, width: 33, height: 21 };
    const planes = await readEnlarged(copy, area, 4);
    for (const i of [0, 5, 33 * 20 + 32, 33 * 21 + 50]) {
      const pixel = i % (33 * 21);
      const [x, y] = [area.x + (pixel % 33), area.y + Math.floor(pixel / 33)];
      const value = 1000 * ((x + 0.5) / 4 - 0.5) + 2000 * ((y + 0.5) / 4 - 0.5);
      expect(planes[i]).toBeCloseTo((2 * value) / 65535 - 1, 5);
    }
  });

  it('enlarged reaches beyond the photo as the photo does, mirrored', async () => {
    const copy = await files.open(await files.store(Uint16Array.of(0, 65535, 0, 65535), 2, 1));
    const planes = await readEnlarged(copy, { x: -4, y: 0, width: 16, height: 8 }, 4);
    for (let x = 0; x < 8; x++) expect(planes[x]).toBeCloseTo(planes[7 - x], 6);
  });
});
