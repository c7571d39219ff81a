import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colourChannels,
  readReflected,
  reflect,
  toPlanes,
  toSample,
  whiteOf,
} from '../../src-main/measurement/photo-planes';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();

describe('reflection', () => {
  it('repeats the border sample and mirrors beyond it', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5].map((i) => reflect(i, 3))).toEqual([2, 1, 0, 0, 1, 2, 2, 1, 0]);
  });

  it('stays inside a picture of any size, is the identity there, and is even around each border', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 40 }), (i, length) => {
        const source = reflect(i, length);
        expect(source).toBeGreaterThanOrEqual(0);
        expect(source).toBeLessThan(length);
        if (i >= 0 && i < length) expect(source).toBe(i);
        expect(reflect(-1 - i, length)).toBe(source);
        expect(reflect(2 * length - 1 - i, length)).toBe(source);
      }),
    );
  });

  it('reads a rectangle around and beyond a picture as its mirror image', async () => {
    const picture = await files.store(
      Uint8Array.from({ length: 5 * 4 * 2 }, (_, i) => 3 * i),
      5,
      2,
    );
    const { file } = await files.open(picture);
    const all = await files.samplesOf(picture);
    const area = { x: -7, y: -2, width: 16, height: 9 };
    const samples = await readReflected(file, picture, area);
    for (let y = 0; y < 9; y++) {
      for (let x = 0; x < 16; x++) {
        for (let c = 0; c < 2; c++) {
          const source = (reflect(y - 2, 4) * 5 + reflect(x - 7, 5)) * 2 + c;
          expect(samples[(y * 16 + x) * 2 + c]).toBe(all[source]);
        }
      }
    }
  });

  it('leaves a rectangle inside the picture as it is', async () => {
    const picture = await files.store(Uint16Array.from([1, 2, 3, 4, 5, 60000]), 3, 1);
    const { file } = await files.open(picture);
    const samples = await readReflected(file, picture, { x: 1, y: 0, width: 2, height: 2 });
    expect([...samples]).toEqual([2, 3, 5, 60000]);
  });

  it('extends a picture of one pixel', async () => {
    const picture = await files.store(Uint8Array.from([9]), 1, 1);
    const { file } = await files.open(picture);
    const samples = await readReflected(file, picture, { x: -3, y: -3, width: 16, height: 16 });
    expect(samples).toEqual(new Uint8Array(256).fill(9));
  });
});

describe('samples and planes', () => {
  it.each([8, 16] as const)('are the same values there and back, for every value of %i bits', (depth) => {
    const white = whiteOf(depth);
    const samples = depth === 16 ? new Uint16Array(white + 1) : new Uint8Array(white + 1);
    for (let i = 0; i <= white; i++) samples[i] = i;
    const planes = toPlanes(samples, { channels: 1, depth });
    expect(planes[0]).toBe(-1);
    expect(planes[white]).toBeCloseTo(1, 6);
    let wrong = 0;
    for (let i = 0; i <= white; i++) if (toSample(planes[i], white) !== i) wrong++;
    expect(wrong).toBe(0);
  });

  it('put red, green and blue into planes and leave alpha out', () => {
    const planes = toPlanes(Uint8Array.from([0, 51, 255, 7, 255, 204, 0, 99]), { channels: 4, depth: 8 });
    expect(planes).toHaveLength(6);
    [-1, 1, -0.6, 0.6, 1, -1].forEach((value, i) => {
      expect(planes[i]).toBeCloseTo(value, 6);
    });
  });

  it('fill three planes with grey', () => {
    const planes = toPlanes(Uint8Array.from([0, 1, 255, 2]), { channels: 2, depth: 8 });
    [-1, 1, -1, 1, -1, 1].forEach((value, i) => {
      expect(planes[i]).toBeCloseTo(value, 6);
    });
  });

  it('clip what lies outside, and round to the nearest', () => {
    expect([-1.5, -1, 0.9999, 1.2].map((value) => toSample(value, 255))).toEqual([0, 0, 255, 255]);
    expect(toSample((2 * 100.4) / 255 - 1, 255)).toBe(100);
    expect(toSample((2 * 100.6) / 255 - 1, 255)).toBe(101);
  });

  it('count one colour channel for grey, with or without alpha', () => {
    const channels = ([1, 2, 3, 4] as const).map((count) =>
      colourChannels({ path: '', width: 1, height: 1, channels: count, depth: 8 }),
    );
    expect(channels).toEqual([1, 1, 3, 3]);
  });
});
