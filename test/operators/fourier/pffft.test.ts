import { describe, expect, test } from 'vitest';
import { fastLength, isFastLength } from '../../../src-main/operators/fourier/fast-length';
import { loadPffft } from '../../../src-main/operators/fourier/pffft';
import { relativeError } from '../dense';
import { seeded } from '../random';
import { referenceFft2 } from '../reference-fft2';
import { frequencyOrder } from './frequency-order';

const builds = [
  ['with SIMD', await loadPffft({ simd: true })],
  ['without SIMD', await loadPffft({ simd: false })],
] as const;

// The smallest, powers of two, factors of 3 and 5 on either side, and more columns than a power of two.
const sizes = [
  [32, 16],
  [64, 32],
  [128, 128],
  [96, 80],
  [160, 48],
  [480, 144],
] as const;

describe.each(builds)('pffft %s', (_build, pffft) => {
  test.each(sizes)('agrees with a float64 transform at every frequency of %ix%i', (width, height) => {
    const fft = pffft(width, height);
    const reference = referenceFft2(width, height);
    const plane = Float32Array.from(seeded(1).normals(width * height));
    const spectrum = fft.createSpectrum();
    const exact = reference.createSpectrum();
    fft.forward(plane, spectrum);
    reference.forward(plane, exact);

    const { u, v } = frequencyOrder(fft);
    const seen = new Set<number>();
    const actual: number[] = [];
    const expected: number[] = [];
    for (let i = 0; i < u.length; i++) {
      const block = Math.floor(i / fft.simdSize) * 2 * fft.simdSize + (i % fft.simdSize);
      const at = v[i] * width + u[i];
      actual.push(spectrum[block], spectrum[block + fft.simdSize]);
      expected.push(exact[2 * at], exact[2 * at + 1]);
      seen.add(at);
      seen.add(((height - v[i]) % height) * width + ((width - u[i]) % width));
    }
    expect(relativeError(actual, expected)).toBeLessThan(1e-6);
    expect(seen.size).toBe(width * height);
  });

  test.each(sizes)('gives back what it transformed, at %ix%i', (width, height) => {
    const fft = pffft(width, height);
    const plane = Float32Array.from(seeded(2).normals(width * height));
    const spectrum = fft.createSpectrum();
    const out = new Float32Array(plane.length);
    fft.forward(plane, spectrum);
    fft.inverse(spectrum, out);
    expect(relativeError(out, plane)).toBeLessThan(1e-6);

    fft.filter(plane, () => {}, plane);
    expect(
      relativeError(
        plane.map((value) => value / plane.length),
        out,
      ),
    ).toBeLessThan(1e-6);
  });

  test('shows an edit every number of a spectrum once, in its own order', () => {
    const fft = pffft(64, 48);
    const plane = Float32Array.from(seeded(3).normals(64 * 48));
    const spectrum = fft.createSpectrum();
    fft.forward(plane, spectrum);
    const visits = new Int32Array(spectrum.length);
    const seen = fft.createSpectrum();
    fft.filter(
      plane,
      (values, offset, start, length) => {
        for (let i = 0; i < length; i++) {
          visits[start + i]++;
          seen[start + i] = values[offset + i];
        }
      },
      plane,
    );
    expect(visits.every((count) => count === 1)).toBe(true);
    expect(seen).toEqual(spectrum);
  });

  test('keeps the transforms of several sizes apart, though they share their memory', () => {
    const small = pffft(32, 32);
    const plane = Float32Array.from(seeded(4).normals(32 * 32));
    const before = small.createSpectrum();
    small.forward(plane, before);
    // Larger than what the module starts with: its memory grows and every view of it is replaced.
    const large = pffft(2048, 1024);
    large.filter(new Float32Array(2048 * 1024).fill(1), () => {}, new Float32Array(2048 * 1024));
    const after = small.createSpectrum();
    small.forward(plane, after);
    expect(after).toEqual(before);
  });

  test('takes float64 planes too, at float32 precision', () => {
    const fft = pffft(32, 16);
    const plane = seeded(5).normals(32 * 16);
    const out = new Float64Array(plane.length);
    fft.filter(plane, () => {}, out);
    expect(
      relativeError(
        out.map((value) => value / plane.length),
        plane,
      ),
    ).toBeLessThan(1e-6);
  });

  test.each([
    [16, 16],
    [32, 24],
    [32 * 7, 32],
    [0, 16],
  ])('refuses %ix%i, naming the sizes that it takes', (width, height) => {
    expect(() => pffft(width, height)).toThrow(/32 and the height 16/);
  });

  test('refuses planes and spectra of another size', () => {
    const fft = pffft(32, 16);
    expect(() => fft.forward(new Float32Array(511), fft.createSpectrum())).toThrow(RangeError);
    expect(() => fft.inverse(new Float32Array(511), new Float32Array(512))).toThrow(RangeError);
    expect(() => fft.filter(new Float32Array(512), () => {}, new Float32Array(513))).toThrow(RangeError);
  });
});

test('the fast length is the least that is long enough and has no factor but 2, 3 and 5', () => {
  for (const multiple of [16, 32, 96]) {
    for (let length = 1; length < 3000; length += 7) {
      const fast = fastLength(length, multiple);
      expect(fast).toBeGreaterThanOrEqual(length);
      expect(isFastLength(fast, multiple)).toBe(true);
      for (let between = length; between < fast; between++)
        expect(isFastLength(between, multiple)).toBe(false);
    }
  }
  expect(fastLength(1000, 32)).toBe(1024);
  expect(fastLength(1025, 16)).toBe(1152);
  expect(() => fastLength(Number.NaN, 16)).toThrow(RangeError);
});
