import { describe, expect, test } from 'vitest';
import { calibration, coverage, crps, meanOf, psnr, sampleSpread } from '../../src-main/evaluation/metrics';
import { fillNormal, STREAM } from '../../src-main/noise/philox';

const SIDE = 200;
const STD = 0.2;

function normal(sample: number, scale = 1): Float32Array {
  const out = new Float32Array(3 * SIDE * SIDE);
  const grid = { x: 0, y: 0, width: SIDE, height: SIDE, channels: 3 };
  fillNormal(out, grid, { seed: 7, stream: STREAM.sampler, sample }, scale);
  return out;
}

/**
 * A posterior N(mean, STD^2) with a separate mean at each pixel: the truth, and nine samples that scatter `gain` times
 * as far.
 */
function gaussian(gain: number, shift = 0) {
  const mean = normal(100);
  const truth = normal(101, STD).map((value, i) => mean[i] + value);
  const samples = Array.from({ length: 9 }, (_, k) =>
    normal(k, gain * STD).map((value, i) => mean[i] + shift + value),
  );
  return { truth, samples };
}

describe('samples of the exact posterior', () => {
  const { truth, samples } = gaussian(1);

  test('have a calibration of 1', () => {
    expect(Math.abs(calibration([sampleSpread(samples, truth)]) - 1)).toBeLessThan(0.01);
  });

  test('cover the truth eight times in ten', () => {
    expect(Math.abs(coverage(samples, truth) - 0.8)).toBeLessThan(0.005);
  });

  test('have the CRPS of a Gaussian about itself, std / sqrt(pi)', () => {
    expect(Math.abs(crps(samples, truth) / (STD / Math.sqrt(Math.PI)) - 1)).toBeLessThan(0.01);
  });

  test('and their mean has the error of the posterior mean plus a ninth of the variance', () => {
    const expected = 10 * Math.log10(4 / (STD ** 2 * (1 + 1 / 9)));
    const clampless = truth.map(() => 0);
    const error = meanOf(samples).map((value, i) => value - truth[i]);
    expect(Math.abs(psnr(error, clampless) - expected)).toBeLessThan(0.05);
  });
});

describe('samples that scatter half or twice as far as the posterior', () => {
  test.each([0.5, 2])('have a calibration of the gain squared (%f)', (gain) => {
    const { truth, samples } = gaussian(gain);
    expect(Math.abs(calibration([sampleSpread(samples, truth)]) / gain ** 2 - 1)).toBeLessThan(0.015);
  });

  test('cover the truth too rarely or too often, and have a higher CRPS', () => {
    const exact = gaussian(1);
    const timid = gaussian(0.5);
    const wild = gaussian(2);
    expect(coverage(timid.samples, timid.truth)).toBeLessThan(0.65);
    expect(coverage(wild.samples, wild.truth)).toBeGreaterThan(0.9);
    const best = crps(exact.samples, exact.truth);
    expect(crps(timid.samples, timid.truth)).toBeGreaterThan(1.05 * best);
    expect(crps(wild.samples, wild.truth)).toBeGreaterThan(1.05 * best);
  });
});

test('a bias counts as error of the mean, not as variance', () => {
  const { truth, samples } = gaussian(1, 0.3);
  const { variance, error } = sampleSpread(samples, truth);
  expect(Math.abs(variance / STD ** 2 - 1)).toBeLessThan(0.01);
  expect(Math.abs(error / (STD ** 2 + 0.09) - 1)).toBeLessThan(0.01);
});

test('the calibration pools variances and errors over photos before it divides', () => {
  const spreads = [
    { variance: 1, error: 4 },
    { variance: 3, error: 4 },
  ];
  expect(calibration(spreads)).toBe(0.5);
});

test('small cases by hand', () => {
  const samples = [Float64Array.of(0), Float64Array.of(1), Float64Array.of(3)];
  // |X - x| on average (1 + 0 + 2)/3, |X - X'| over ordered pairs 12, over 2 K (K - 1) = 12.
  expect(crps(samples, Float64Array.of(1))).toBeCloseTo(1 - 1, 12);
  expect(crps(samples, Float64Array.of(2))).toBeCloseTo(4 / 3 - 1, 12);
  expect(coverage(samples, Float64Array.of(3))).toBe(1);
  expect(coverage(samples, Float64Array.of(3.1))).toBe(0);
  const { variance, error } = sampleSpread(samples, Float64Array.of(2));
  expect(variance).toBeCloseTo(7 / 3, 12);
  expect(error).toBeCloseTo(4 / 9 - 7 / 9, 12);
});

test('PSNR has a peak of 2, clamps only the restored picture, and is bounded for equal pictures', () => {
  const truth = Float32Array.of(-1, 0, 0.5, 1);
  expect(psnr(Float32Array.of(-1.7, 0.2, 0.5, 4), truth)).toBeCloseTo(10 * Math.log10(4 / 0.01), 5);
  expect(psnr(truth, truth)).toBeCloseTo(10 * Math.log10(4e12), 6);
});

test('pictures of different sizes cannot be compared', () => {
  expect(() => psnr(new Float32Array(3), new Float32Array(4))).toThrow(RangeError);
  expect(() => crps([new Float32Array(3)], new Float32Array(4))).toThrow(RangeError);
});
