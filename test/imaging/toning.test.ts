import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Toning } from '../../src-main/contract/toning';
import { applyLook } from '../../src-main/imaging/look';
import { tonedColour } from '../../src-main/imaging/toning';
import { evenly } from '../evenly';
import { noise, rawPicture, samplesOf, workFolder } from './support';

const folder = workFolder();
const [W, H] = [40, 30];

const lumaOf = ([red, green, blue]: readonly number[]) => 0.299 * red + 0.587 * green + 0.114 * blue;
const level = evenly(0, 1);

describe.each<Toning>(['neutral', 'sepia'])('the tone %s', (toning) => {
  test('keeps the luma, and no channel is clipped or falls while the luma rises', () => {
    fc.assert(
      fc.property(level, level, (a, b) => {
        const [dark, bright] = [Math.min(a, b), Math.max(a, b)].map((luma) => tonedColour(luma, toning));
        expect(lumaOf(dark)).toBeCloseTo(Math.min(a, b), 6);
        for (const [c, value] of dark.entries()) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          if (b !== a) expect(bright[c] - value).toBeGreaterThanOrEqual(0.3 * Math.abs(b - a) - 1e-9);
        }
      }),
    );
    expect(tonedColour(0, toning)).toEqual([0, 0, 0]);
    expect(tonedColour(1, toning)).toEqual([1, 1, 1]);
  });

  for (const depth of [8, 16] as const) {
    test(`gives each pixel of a picture the colour of its luma, and leaves alpha: ${depth} bits`, async () => {
      const samples = noise(W * H * 4, depth, 5);
      const result = await rawPicture(folder.at('a.raw'), samples, W, H, 4);
      const look = { photo: result, result, strength: 1, grain: 0, toning, noise: 0, seed: 1 };
      const toned = await applyLook(look, folder.at('out.raw'));
      const out = await samplesOf(toned);
      for (let i = 0; i < out.length; i += 4) {
        const luma = lumaOf([...samples.subarray(i, i + 3)]);
        expect(Math.abs(lumaOf([...out.subarray(i, i + 3)]) - luma)).toBeLessThan(1.01);
        expect(out[i + 3]).toBe(samples[i + 3]);
        const [red, green, blue] = out.subarray(i, i + 3);
        if (toning === 'neutral') expect([green, blue]).toEqual([red, red]);
        else expect(red >= green && green >= blue).toBe(true);
      }
    });
  }
});

test('sepia gives a grey result colours, and comes after what the photo is mixed with', async () => {
  const photo = await rawPicture(folder.at('a.raw'), new Uint8Array(W * H).fill(90), W, H, 1);
  const result = await rawPicture(folder.at('b.raw'), new Uint8Array(W * H).fill(170), W, H, 1);
  const look = { photo, result, strength: 0.5, grain: 0, noise: 0, seed: 1 };
  const toned = await applyLook({ ...look, toning: 'sepia' }, folder.at('out.raw'));
  expect(toned.channels).toBe(3);
  const [red, green, blue] = await samplesOf(toned);
  expect(lumaOf([red, green, blue])).toBeCloseTo(130, 0);
  expect(red - blue).toBeGreaterThan(60);
  const neutral = await applyLook({ ...look, toning: 'neutral' }, folder.at('out.raw'));
  expect(neutral.channels).toBe(1);
  expect((await samplesOf(neutral))[0]).toBe(130);
});
