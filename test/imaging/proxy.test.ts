import { describe, expect, test } from 'vitest';
import { makeProxy } from '../../src-main/imaging/proxy';
import { noise, rawPicture, refusal, samplesOf, workFolder } from './support';

const folder = workFolder();

/** The mean of a picture over a box with fractional borders, by definition. */
function boxMean(
  at: (x: number, y: number) => number,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
): number {
  let sum = 0;
  for (let y = Math.floor(y0); y < y1; y++) {
    for (let x = Math.floor(x0); x < x1; x++) {
      const share = (Math.min(x1, x + 1) - Math.max(x0, x)) * (Math.min(y1, y + 1) - Math.max(y0, y));
      sum += share * at(x, y);
    }
  }
  return sum / ((x1 - x0) * (y1 - y0));
}

describe('a small copy', () => {
  for (const channels of [1, 2, 3, 4] as const) {
    for (const depth of [8, 16] as const) {
      test(`of a part holds the means over its pixels: ${channels} channels of ${depth} bits`, async () => {
        const [width, height] = [61, 47];
        const samples = noise(width * height * channels, depth);
        const picture = await rawPicture(folder.at('in.raw'), samples, width, height, channels);
        const area = { x: 5.2, y: 3, width: 49.5, height: 40 };
        const { raw, factor, area: used } = await makeProxy(picture, area, 16, folder.at('out.raw'));
        expect(used).toEqual({ x: 5, y: 3, width: 50, height: 40 });
        expect(factor).toBe(50 / 16);
        expect(raw).toMatchObject({ width: 16, height: 13, channels, depth });
        const found = await samplesOf(raw);
        for (let i = 0; i < found.length; i++) {
          const c = i % channels;
          const x = Math.floor(i / channels) % 16;
          const y = Math.floor(i / channels / 16);
          const at = (u: number, v: number) => samples[(v * width + u) * channels + c];
          const [sx, sy] = [50 / 16, 40 / 13];
          const mean = boxMean(at, 5 + x * sx, 5 + (x + 1) * sx, 3 + y * sy, 3 + (y + 1) * sy);
          expect(Math.abs(found[i] - mean)).toBeLessThanOrEqual(0.5 + 1e-6);
        }
      });
    }
  }

  test('of a part that is small enough is the part itself', async () => {
    const samples = noise(30 * 20 * 3, 16);
    const picture = await rawPicture(folder.at('in.raw'), samples, 30, 20, 3);
    const { raw, factor } = await makeProxy(
      picture,
      { x: -4, y: 10, width: 40, height: 40 },
      64,
      folder.at('out.raw'),
    );
    expect(factor).toBe(1);
    expect(raw).toMatchObject({ width: 30, height: 10 });
    expect(await samplesOf(raw)).toEqual(samples.subarray(30 * 10 * 3));
  });

  test('of extreme pictures keeps at least one pixel a side', async () => {
    const long = await rawPicture(folder.at('long.raw'), new Uint8Array(20000 * 50).fill(77), 20000, 50, 1);
    const { raw } = await makeProxy(
      long,
      { x: 0, y: 0, width: 20000, height: 50 },
      128,
      folder.at('out.raw'),
    );
    expect(raw).toMatchObject({ width: 128, height: 1 });
    expect(new Set(await samplesOf(raw))).toEqual(new Set([77]));
    const dot = await rawPicture(folder.at('dot.raw'), Uint8Array.of(9), 1, 1, 1);
    const one = await makeProxy(dot, { x: 0, y: 0, width: 1, height: 1 }, 512, folder.at('out.raw'));
    expect(await samplesOf(one.raw)).toEqual(Uint8Array.of(9));
  });

  test('of a mask is damaged where any pixel under it is', async () => {
    const [width, height] = [50, 40];
    const mask = new Uint8Array(width * height);
    for (const [x, y] of [
      [0, 0],
      [24, 17],
      [49, 39],
    ])
      mask[y * width + x] = 255;
    const picture = await rawPicture(folder.at('mask.raw'), mask, width, height, 1);
    const { raw } = await makeProxy(picture, { x: 0, y: 0, width, height }, 16, folder.at('out.raw'), {
      mask: true,
    });
    const found = await samplesOf(raw);
    for (let y = 0; y < raw.height; y++) {
      for (let x = 0; x < raw.width; x++) {
        const at = (u: number, v: number) => mask[v * width + u];
        const [sx, sy] = [width / raw.width, height / raw.height];
        const any = boxMean(at, x * sx, (x + 1) * sx, y * sy, (y + 1) * sy) > 0;
        expect(found[y * raw.width + x], `${x}, ${y}`).toBe(any ? 255 : 0);
      }
    }
  });

  test('of nothing is refused', async () => {
    const picture = await rawPicture(folder.at('in.raw'), new Uint8Array(12), 2, 2, 3);
    const error = await refusal(
      makeProxy(picture, { x: 2, y: 0, width: 5, height: 5 }, 16, folder.at('out.raw')),
    );
    expect(error.message).toMatch(/outside of the picture/);
  });
});
