import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalOf } from '../../src-main/noise/box-muller';
import { fillNormal, philox4x32, STREAM } from '../../src-main/noise/philox';
import { fillRow } from '../../src-main/noise/philox-row';
import { KERNEL_CAPACITY, rowKernel } from '../../src-main/noise/row-kernel';

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** The definition, by the engine's own logarithm and cosine. */
function boxMuller(word0: number, word1: number): number {
  const radius = Math.sqrt(-2 * Math.log((word0 + 0.5) / 2 ** 32));
  return radius * Math.cos((2 * Math.PI * (word1 + 0.5)) / 2 ** 32);
}

describe('the normal number of two words', () => {
  it("is Box and Muller's within 1e-12", () => {
    const check = (a: number, b: number) => {
      expect(Math.abs(normalOf(a, b) - boxMuller(a, b))).toBeLessThan(1e-12);
    };
    fc.assert(fc.property(word, word, check), { numRuns: 5000 });
    const edges = [0, 1, 2, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 3 * 2 ** 30, 2 ** 32 - 2, 2 ** 32 - 1];
    for (const a of edges) for (const b of edges) check(a, b);
  });

  it('keeps its relative precision where the logarithm is close to 0', () => {
    for (const below of [1, 2, 17, 1000, 10 ** 6]) {
      const u = (below - 0.5) / 2 ** 32;
      const expected = Math.sqrt(-2 * Math.log1p(-u)) * Math.cos(Math.PI / 2 ** 32);
      expect(normalOf(2 ** 32 - below, 0) / expected).toBeCloseTo(1, 11);
    }
  });

  it('treats signed words as the same bits', () => {
    expect(normalOf(-1, -5)).toBe(normalOf(2 ** 32 - 1, 2 ** 32 - 5));
  });
});

describe('the vector kernel', () => {
  const kernel = rowKernel();
  if (!kernel) throw new Error('this processor has no vector instructions for WebAssembly to use');

  it('gives the numbers of the plain loop to the last bit, for any row', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
          y: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
          channel: fc.integer({ min: 0, max: 3 }),
          word3: word,
          key0: word,
          key1: word,
          scale: fc.constantFrom(1, 40, 0.05),
        }),
        fc.integer({ min: 1, max: 70 }),
        (row, width) => {
          const [expected, actual] = [new Float32Array(width), new Float32Array(width)];
          fillRow(row, expected);
          kernel(row, actual);
          expect(actual).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('continues seamlessly in a row that is longer than one call writes', () => {
    const row = { x: -7, y: 3, channel: 1, word3: 9, key0: 5, key1: 6, scale: 1 };
    const width = 2 * KERNEL_CAPACITY + 3;
    const [expected, actual] = [new Float32Array(width), new Float32Array(width)];
    fillRow(row, expected);
    kernel(row, actual);
    expect(actual).toEqual(expected);
  });

  it("draws from the published generator's words", () => {
    const draw = { seed: 3 + 5 * 2 ** 32, stream: STREAM.measurementNoise, sample: 2 } as const;
    const out = new Float32Array(8);
    fillNormal(out, { x: -2, y: -9, width: 8, height: 1, channels: 1 }, draw);
    out.forEach((value, i) => {
      const [a, b] = philox4x32([(i - 2) >>> 0, -9 >>> 0, 0, (1 << 24) | 2], [3, 5]);
      expect(value).toBe(Math.fround(normalOf(a, b)));
    });
  });
});
