import { describe, expect, test } from 'vitest';
import { applyLook } from '../../src-main/imaging/look';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { noise, rawPicture, refusal, samplesOf, workFolder } from './support';

const folder = workFolder();
const [W, H] = [60, 40];

async function look(
  photo: RawPicture,
  result: RawPicture,
  options: { strength?: number; grain?: number; noise?: number; seed?: number } = {},
) {
  const request = { photo, result, strength: 1, grain: 0, noise: 10, seed: 3, ...options };
  return applyLook(request, folder.at('out.raw'));
}

const random = (name: string, seed: number, channels: 1 | 2 | 3 | 4, depth: 8 | 16 = 8) =>
  rawPicture(folder.at(name), noise(W * H * channels, depth, seed), W, H, channels);

const bytes = (values: Float64Array) => new Uint8Array(values.buffer);

describe('strength', () => {
  for (const depth of [8, 16] as const) {
    test(`1 without grain is the result itself, 0 the photo, with the result's alpha: ${depth} bits`, async () => {
      const photo = await random('a.raw', 1, 4, depth);
      const result = await random('b.raw', 2, 4, depth);
      const [from, to] = [await samplesOf(photo), await samplesOf(result)];
      const full = await look(photo, result);
      expect(full).toEqual({ ...result, path: folder.at('out.raw') });
      expect(await samplesOf(full)).toEqual(to);
      const none = await samplesOf(await look(photo, result, { strength: 0 }));
      expect(none).toEqual(from.map((value, k) => (k % 4 === 3 ? to[k] : value)));
    });
  }

  test('in between mixes in the file’s own numbers', async () => {
    const [photo, result] = [await random('a.raw', 1, 3), await random('b.raw', 2, 3)];
    const [from, to] = [await samplesOf(photo), await samplesOf(result)];
    const mixed = await samplesOf(await look(photo, result, { strength: 0.25 }));
    expect(mixed).toEqual(from.map((value, k) => Math.round(value + 0.25 * (to[k] - value))));
  });

  test('mixes a colourised result of 16 bits with its grey photo of 8', async () => {
    const grey = await rawPicture(folder.at('a.raw'), new Uint8Array(W * H).fill(100), W, H, 1);
    const flat = Uint16Array.from({ length: W * H * 3 }, (_, k) => [10000, 30000, 60000][k % 3]);
    const result = await rawPicture(folder.at('b.raw'), flat, W, H, 3);
    const mixed = await look(grey, result, { strength: 0.5 });
    expect(mixed).toMatchObject({ channels: 3, depth: 16 });
    expect([...(await samplesOf(mixed)).subarray(0, 3)]).toEqual([17850, 27850, 42850]);
  });

  test('mixes an enlarged result with the enlarged photo', async () => {
    // A ramp survives the enlargement but for its ends.
    const ramp = Uint8Array.from({ length: 40 * 4 }, (_, k) => 20 + 4 * (k % 40));
    const photo = await rawPicture(folder.at('a.raw'), ramp, 40, 4, 1);
    const result = await rawPicture(folder.at('b.raw'), new Uint8Array(80 * 8), 80, 8, 1);
    const mixed = await look(photo, result, { strength: 0.5 });
    expect(mixed).toMatchObject({ width: 80, height: 8 });
    const found = await samplesOf(mixed);
    for (let x = 12; x < 68; x++)
      expect(Math.abs(found[x] - (20 + 2 * (x - 0.5)) / 2)).toBeLessThanOrEqual(1);
    expect((await folder.list()).filter((name) => name.startsWith('a.raw.'))).toEqual([]);
  });

  test('of a grey result and a colour photo is refused', async () => {
    const asked = look(await random('a.raw', 1, 3), await random('b.raw', 2, 1), { strength: 0.5 });
    expect((await refusal(asked)).badRequest).toBe(true);
  });
});

describe('grain', () => {
  const [width, height] = [501, 400];
  async function grainOf(options: { grain?: number; noise?: number; seed?: number }, depth: 8 | 16 = 8) {
    const middle = depth === 16 ? 128 * 257 : 128;
    const samples = (
      depth === 16 ? new Uint16Array(width * height * 3) : new Uint8Array(width * height * 3)
    ).fill(middle);
    const flat = await rawPicture(folder.at('flat.raw'), samples, width, height, 3);
    const found = await samplesOf(await look(flat, flat, options));
    return Float64Array.from(found, (value) => (value - middle) / (depth === 16 ? 257 : 1));
  }

  for (const depth of [8, 16] as const) {
    test(`has the deviation asked for, the same in every channel, and a normal law: ${depth} bits`, async () => {
      const found = await grainOf({ grain: 0.5, noise: 20 }, depth);
      const luma = found.filter((_, k) => k % 3 === 0);
      expect(found.filter((_, k) => k % 3 === 2)).toEqual(luma);
      const n = luma.length;
      const moment = (power: number) => luma.reduce((sum, value) => sum + (value / 10) ** power, 0) / n;
      // Five standard errors of each moment's estimate.
      expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
      expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n) + 0.001);
      expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
      expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n) + 0.006);
    });
  }

  test('is independent from pixel to pixel', async () => {
    const found = (await grainOf({ grain: 1, noise: 20 }, 16)).filter((_, k) => k % 3 === 0);
    for (const [dx, dy] of [
      [1, 0],
      [2, 0],
      [0, 1],
      [1, 1],
      [0, 2],
    ]) {
      let sum = 0;
      let pairs = 0;
      for (let y = 0; y + dy < height; y++) {
        for (let x = 0; x + dx < width; x++, pairs++) {
          sum += (found[y * width + x] * found[(y + dy) * width + x + dx]) / 400;
        }
      }
      expect(Math.abs(sum / pairs), `${dx}, ${dy}`).toBeLessThan(5 / Math.sqrt(pairs));
    }
  });

  test('is the same for a seed and another for another', async () => {
    const first = await grainOf({ grain: 1, seed: 1 });
    expect(Buffer.compare(bytes(await grainOf({ grain: 1, seed: 1 })), bytes(first))).toBe(0);
    for (const seed of [2, 1 + 2 ** 32]) {
      const other = await grainOf({ grain: 1, seed });
      const same = other.filter((value, k) => value === first[k]).length;
      expect(same / first.length).toBeLessThan(0.1);
    }
  });

  test('leaves alpha alone', async () => {
    const result = await random('b.raw', 2, 2);
    const [before, after] = [
      await samplesOf(result),
      await samplesOf(await look(result, result, { grain: 1, strength: 0.5 })),
    ];
    expect(after.filter((_, k) => k % 2 === 1)).toEqual(before.filter((_, k) => k % 2 === 1));
    expect(after).not.toEqual(before);
  });
});
