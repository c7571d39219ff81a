import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fillNormal, philox4x32, STREAM, uniformAt } from '../../src-main/noise/philox';

const draw = { seed: 7, stream: STREAM.sampler, sample: 0 } as const;

describe('Philox4x32-10', () => {
  // Known-answer vectors of the generator's authors (Random123, kat_vectors).
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('maps counter %j and key %j to the published words', (counter, key, expected) => {
    expect(philox4x32(counter, key)).toEqual(expected);
  });

  it('gives a pixel the same number in any rectangle', () => {
    fc.assert(
      fc.property(
        fc.record({ x: fc.integer({ min: -40, max: 40 }), y: fc.integer({ min: -40, max: 40 }) }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        ({ x, y }, width, height) => {
          const whole = new Float32Array(100 * 100 * 3);
          fillNormal(whole, { x: -50, y: -50, width: 100, height: 100, channels: 3 }, draw);
          const part = new Float32Array(width * height * 3);
          fillNormal(part, { x, y, width, height, channels: 3 }, draw);
          for (let c = 0; c < 3; c++)
            for (let j = 0; j < height; j++)
              for (let i = 0; i < width; i++)
                expect(part[(c * height + j) * width + i]).toBe(
                  whole[(c * 100 + y + j + 50) * 100 + x + i + 50],
                );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('draws numbers whose first four moments are those of a standard normal', () => {
    const values = new Float64Array(300 * 300 * 3);
    fillNormal(values, { x: 0, y: 0, width: 300, height: 300, channels: 3 }, draw);
    const moment = (power: number) => values.reduce((sum, v) => sum + v ** power, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 2);
    expect(moment(2)).toBeCloseTo(1, 1.9);
    expect(Math.abs(moment(3))).toBeLessThan(0.03);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.06);
  });

  it('shares nothing between streams, samples, planes and seeds', () => {
    const grid = { x: 0, y: 0, width: 64, height: 64, channels: 1 };
    const reference = new Float64Array(64 * 64);
    fillNormal(reference, grid, draw);
    for (const other of [
      { ...draw, stream: STREAM.measurementNoise },
      { ...draw, sample: 1 },
      { ...draw, seed: 8 },
      { ...draw, seed: 7 + 2 ** 32 },
    ]) {
      const values = new Float64Array(64 * 64);
      fillNormal(values, grid, other);
      const correlation = values.reduce((sum, v, i) => sum + v * (reference[i] ?? 0), 0) / values.length;
      expect(Math.abs(correlation)).toBeLessThan(0.06);
    }
  });

  // Written by models/training/golden_noise.py.
  it.each(goldenNoise())(
    'gives stream $stream, seed $seed, sample $sample, step $step the numbers that Python draws',
    ({ left, top, width, height, channels, values, ...draw }) => {
      const grid = { x: left, y: top, width, height, channels };
      const drawn = new Float64Array(values.length);
      fillNormal(drawn, grid, draw);
      for (const [i, value] of values.entries()) expect(Math.abs(drawn[i] - value)).toBeLessThan(1e-12);
      // The vector kernel, which works on Float32.
      const rounded = new Float32Array(values.length);
      fillNormal(rounded, grid, draw);
      expect(rounded).toEqual(Float32Array.from(drawn));
    },
  );

  it('gives every step of a stream, whatever the sample, numbers of its own', () => {
    const grid = { x: 0, y: 0, width: 64, height: 64, channels: 3 };
    const planes = [0, 1, 2].flatMap((step) =>
      [0, 1, 256].flatMap((sample) => {
        const numbers = new Float64Array(3 * 64 * 64);
        fillNormal(numbers, grid, { seed: 7, stream: STREAM.renewed, sample, step });
        return [0, 1, 2].map((channel) => numbers.subarray(4096 * channel, 4096 * (channel + 1)));
      }),
    );
    for (const [i, plane] of planes.entries()) {
      for (const other of planes.slice(0, i)) {
        const correlation = plane.reduce((sum, value, j) => sum + value * other[j], 0) / plane.length;
        expect(Math.abs(correlation)).toBeLessThan(0.08);
      }
    }
  });

  it('refuses a seed, sample or step that the counter cannot hold', () => {
    const out = new Float32Array(1);
    const grid = { x: 0, y: 0, width: 1, height: 1, channels: 1 };
    expect(() => fillNormal(out, grid, { ...draw, seed: -1 })).toThrow('seed -1');
    expect(() => fillNormal(out, grid, { ...draw, seed: 0.5 })).toThrow('seed 0.5');
    expect(() => fillNormal(out, grid, { ...draw, sample: 2 ** 24 })).toThrow('sample 16777216');
    expect(() => fillNormal(out, grid, { ...draw, step: 2 ** 24 })).toThrow('step 16777216');
  });

  it('gives uniforms strictly between 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (x, y) => {
        const u = uniformAt(x, y, 0, { seed: 1, stream: STREAM.evaluationMasks, sample: 0 });
        return u > 0 && u < 1;
      }),
    );
  });
});

function goldenNoise() {
  const path = new URL('../fixtures/evaluation/renewed-noise.json', import.meta.url);
  const stream = z.union([z.literal(STREAM.sampler), z.literal(STREAM.renewed)]);
  const whole = z.int().min(0);
  return z
    .array(
      z.object({
        stream,
        seed: whole,
        sample: whole,
        step: whole,
        left: whole,
        top: whole,
        width: whole,
        height: whole,
        channels: whole,
        values: z.array(z.number()),
      }),
    )
    .parse(JSON.parse(readFileSync(path, 'utf8')));
}
