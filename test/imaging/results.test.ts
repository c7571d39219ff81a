import { describe, expect, test } from 'vitest';
import { compose } from '../../src-main/imaging/compose';
import { cropRaw } from '../../src-main/imaging/crop';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { heatColours, spread } from '../../src-main/imaging/spread';
import { noise, rawPicture, refusal, samplesOf, workFolder } from './support';

const folder = workFolder();
const [W, H] = [60, 40];
const random = (name: string, seed: number, channels: 1 | 2 | 3 | 4, depth: 8 | 16 = 8) =>
  rawPicture(folder.at(name), noise(W * H * channels, depth, seed), W, H, channels);

describe('two results put together', () => {
  for (const channels of [1, 2, 3, 4] as const) {
    for (const depth of [8, 16] as const) {
      test(`mix by the mask's value: ${channels} channels of ${depth} bits`, async () => {
        const [base, over] = [
          await random('a.raw', 1, channels, depth),
          await random('b.raw', 2, channels, depth),
        ];
        const mask = await random('mask.raw', 9, 1);
        const [below, above, shares] = await Promise.all([base, over, mask].map(samplesOf));
        shares.set([0, 255]);
        await rawPicture(mask.path, shares, W, H, 1);
        const found = await samplesOf(await compose(base, over, mask, folder.at('out.raw')));
        const expected = below.map((value, k) => {
          const share = shares[Math.floor(k / channels)] / 255;
          return Math.round(value + share * (above[k] - value));
        });
        expect(found).toEqual(expected);
        expect([...found.subarray(0, channels)]).toEqual([...below.subarray(0, channels)]);
        expect([...found.subarray(channels, 2 * channels)]).toEqual([
          ...above.subarray(channels, 2 * channels),
        ]);
      });
    }
  }

  test('must be alike, and the mask of their size; otherwise nothing is written', async () => {
    const [base, deep] = [await random('a.raw', 1, 3), await random('b.raw', 2, 3, 16)];
    const mask = await rawPicture(folder.at('mask.raw'), new Uint8Array(12), 4, 3, 1);
    for (const [over, why] of [
      [deep, /bit depth/],
      [await random('c.raw', 2, 1), /channels/],
      [{ ...base, width: H, height: W }, /60x40 pixels and the other 40x60/],
      [base, /mask is 4x3/],
    ] as const) {
      const error = await refusal(compose(base, over, mask, folder.at('refused.raw')));
      expect(error.message).toMatch(why);
    }
    expect(await folder.list()).not.toContain('refused.raw');
  });
});

describe('the spread of samples', () => {
  async function flat(name: string, values: readonly number[], depth: 8 | 16 = 8): Promise<RawPicture> {
    const pixels = Array.from({ length: W * H * values.length }, (_, k) => values[k % values.length]);
    const channels = values.length === 4 ? 4 : values.length === 3 ? 3 : 1;
    return rawPicture(
      folder.at(name),
      depth === 16 ? Uint16Array.from(pixels) : Uint8Array.from(pixels),
      W,
      H,
      channels,
    );
  }
  async function shown(...raws: RawPicture[]) {
    const map = await spread(raws, folder.at('out.raw'));
    expect(map).toMatchObject({ width: W, height: H, channels: 4, depth: 8 });
    return [...(await samplesOf(map)).subarray(-4)];
  }

  test('is transparent where they agree', async () => {
    const one = await flat('a.raw', [50, 60, 70]);
    expect((await shown(one, one, one))[3]).toBe(0);
  });

  test('is measured in 8-bit levels over luma and chroma, and 32 is the light end', async () => {
    // Two values 2a apart have a standard deviation of a sqrt(2).
    const light = await shown(await flat('a.raw', [10, 10, 10]), await flat('b.raw', [80, 80, 80]));
    expect(light).toEqual([0xfc, 0xff, 0xa4, 217]);
    const middle = await shown(await flat('a.raw', [10]), await flat('b.raw', [10 + 23]));
    // 23 / sqrt(2) = 16.26 levels: just beyond the map's middle, #bc3754.
    expect(Math.abs(middle[0] - 0xbc)).toBeLessThan(4);
    expect(middle[3]).toBe(217);
    // Chroma alone counts as much, over the channels' mean: 39.8 / sqrt(3) = 23.
    const chroma = await shown(await flat('a.raw', [10, 90, 10]), await flat('b.raw', [10, 130, 10]));
    expect(Math.abs(chroma[0] - middle[0])).toBeLessThan(3);
  });

  test('is the same at 16 bits, and alpha does not count', async () => {
    const eight = await shown(await flat('a.raw', [10, 20, 30]), await flat('b.raw', [20, 20, 30]));
    const deep = await shown(
      await flat(
        'a.raw',
        [10, 20, 30].map((value) => value * 257),
        16,
      ),
      await flat(
        'b.raw',
        [20, 20, 30].map((value) => value * 257),
        16,
      ),
    );
    const alpha = await shown(await flat('a.raw', [10, 20, 30, 5]), await flat('b.raw', [20, 20, 30, 250]));
    expect(deep).toEqual(eight);
    expect(alpha).toEqual(eight);
    expect(eight[3]).toBeGreaterThan(0);
  });

  test('is shown in colours whose lightness grows from step to step', () => {
    const colours = heatColours(256);
    const lightness = Array.from({ length: 256 }, (_, k) => {
      const [r, g, b] = [...colours.subarray(3 * k, 3 * k + 3)].map((value) => (value / 255) ** 2.2);
      return 116 * Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) - 16;
    });
    for (let k = 8; k < 256; k++) expect(lightness[k]).toBeGreaterThan(lightness[k - 1]);
  });

  test('needs samples of one size', async () => {
    const one = await flat('a.raw', [1]);
    expect((await refusal(spread([one, { ...one, width: 1 }], folder.at('out.raw')))).badRequest).toBe(true);
  });
});

describe('a part', () => {
  for (const channels of [1, 2, 3, 4] as const) {
    for (const depth of [8, 16] as const) {
      test(`holds the samples themselves: ${channels} channels of ${depth} bits`, async () => {
        const picture = await random('a.raw', 1, channels, depth);
        const samples = await samplesOf(picture);
        const part = await cropRaw(picture, { x: 7, y: 5, width: 31, height: 22 }, 0, folder.at('out.raw'));
        expect(part).toMatchObject({ width: 31, height: 22, channels, depth });
        const expected = samples.filter((_, k) => {
          const [x, y] = [Math.floor(k / channels) % W, Math.floor(k / channels / W)];
          return x >= 7 && x < 38 && y >= 5 && y < 27;
        });
        expect(await samplesOf(part)).toEqual(expected);
      });
    }
  }

  test('ends at the picture, and must touch it', async () => {
    const picture = await random('a.raw', 1, 3);
    const part = await cropRaw(
      picture,
      { x: -10, y: 30.5, width: 1000, height: 1000 },
      0,
      folder.at('out.raw'),
    );
    expect(part).toMatchObject({ width: W, height: 10 });
    const outside = cropRaw(picture, { x: 60, y: 0, width: 5, height: 5 }, 3, folder.at('none.raw'));
    expect((await refusal(outside)).badRequest).toBe(true);
    expect(await folder.list()).not.toContain('none.raw');
  });

  test('of the largest and smallest shapes', async () => {
    const long = await rawPicture(folder.at('a.raw'), noise(20000 * 50, 8), 20000, 50, 1);
    const all = await cropRaw(long, { x: 0, y: 0, width: 20000, height: 50 }, 0, folder.at('out.raw'));
    expect(Buffer.compare(Uint8Array.from(await samplesOf(all)), Uint8Array.from(noise(20000 * 50, 8)))).toBe(
      0,
    );
    const dot = await rawPicture(folder.at('a.raw'), Uint8Array.of(7), 1, 1, 1);
    const turned = await cropRaw(dot, { x: 0, y: 0, width: 1, height: 1 }, 45, folder.at('out.raw'));
    expect([...(await samplesOf(turned))]).toEqual([7]);
  });

  for (const angle of [-45, -7.5, 0.5, 20, 45]) {
    test(`turned clockwise by ${angle} degrees lies under the turned area, across blocks`, async () => {
      // A plane is reproduced exactly by the cubic: its value tells where a pixel came from.
      const [width, height] = [1100, 900];
      const plane = (x: number, y: number) => 5000 + 20 * x + 30 * y;
      const samples = Uint16Array.from({ length: width * height }, (_, k) =>
        plane(k % width, Math.floor(k / width)),
      );
      const picture = await rawPicture(folder.at('a.raw'), samples, width, height, 1);
      const area = { x: 240, y: 400, width: 600, height: 100 };
      const part = await cropRaw(picture, area, angle, folder.at('out.raw'));
      expect(part).toMatchObject({ width: 600, height: 100, depth: 16 });
      const found = await samplesOf(part);
      const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
      for (let y = 0; y < 100; y += 9) {
        for (let x = 0; x < 600; x += 7) {
          // From the middle, along the turned area's own axes; y points down, so clockwise is positive.
          const [u, v] = [x + 0.5 - 300, y + 0.5 - 50];
          const expected = plane(540 + u * cos - v * sin - 0.5, 450 + u * sin + v * cos - 0.5);
          expect(Math.abs(found[y * 600 + x] - expected), `${x}, ${y}`).toBeLessThanOrEqual(0.51);
        }
      }
    });
  }
});
