import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convolution } from '../../src-main/operators/convolution/convolution';
import { gaussianPsf, motionPsf, transferFunction } from '../../src-main/operators/convolution/point-spread';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { type ForwardModel, sizeOf } from '../../src-main/operators/model/forward-model';
import { SPECTRUM_OFFSET } from '../../src-main/operators/model/geometry';
import { blurCases, crooked, whiteCase } from './blur-cases';
import { blurDecimate } from './blur-decimate';
import { denseCovariance, densePivot } from './case';
import { dot, relativeError } from './dense';
import { adjointDefect, chiSquareRatio } from './laws';
import { seeded } from './random';
import { referenceFft2 } from './reference-fft2';

const pffft = await loadPffft();
const sigmas = [0.03, 0.7, 40];
const tiny = blurCases(referenceFft2);

function draw(model: ForwardModel, sigma: number): { x: Float64Array; y: Float64Array } {
  const random = seeded(17);
  const x0 = random.normals(sizeOf(model.domain)).map((value) => 0.5 * value);
  const y = new Float64Array(sizeOf(model.range));
  model.forward(x0, y);
  return {
    x: x0.map((value) => value + sigma * random.normal()),
    y: y.map((value) => value + model.sigmaY * random.normal()),
  };
}

/** The same pivot in float64 and in float32. */
function bothPivots(exact: ForwardModel, model: ForwardModel, sigma: number) {
  const { x, y } = draw(exact, sigma);
  const expected = new Float64Array(x.length);
  exact.observe(y).pivot(x, sigma, expected);
  const actual = new Float32Array(x.length);
  model.observe(Float32Array.from(y)).pivot(Float32Array.from(x), sigma, actual);
  return { actual, expected };
}

describe.each(tiny.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test.each(sigmas)('has the pivot of a dense solve at noise level %f', (sigma) => {
    const { x, y } = draw(one.model, sigma);
    const out = new Float64Array(x.length);
    one.model.observe(y).pivot(x, sigma, out);
    expect(relativeError(out, densePivot(one, x, y, sigma))).toBeLessThan(1e-10);
  });

  test('the anchor is the pivot of nothing at noise level 0.5', () => {
    const { x, y } = draw(one.model, 0.7);
    const anchor = new Float64Array(x.length);
    one.model.observe(y).anchor(anchor);
    expect(relativeError(anchor, densePivot(one, new Float64Array(x.length), y, 0.5))).toBeLessThan(1e-10);
  });

  test('may write the pivot over its argument', () => {
    const { x, y } = draw(one.model, 0.7);
    const apart = new Float64Array(x.length);
    one.model.observe(y).pivot(x, 0.7, apart);
    one.model.observe(y).pivot(x, 0.7, x);
    expect(x).toEqual(apart);
  });

  test("<A x, y> = <x, A'y>", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const length = sizeOf(one.model.domain);
        expect(adjointDefect(one.model, seeded(seed))).toBeLessThan(1e-11 * length);
      }),
      { numRuns: 30 },
    );
  });

  test('given the picture, the pivot is the picture plus noise of covariance Sigma*', () => {
    const [draws, n] = [300, sizeOf(one.model.domain)];
    const ratio = chiSquareRatio(one, 0.6, draws, 0.5);
    expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / draws / n));
  });

  test('refuses a measurement of another size', () => {
    expect(() => one.model.observe(new Float64Array(sizeOf(one.model.range) + 1))).toThrow(RangeError);
  });
});

describe('in float32, on pffft', () => {
  const shape = { width: 32, height: 16, channels: 1 };
  const models = [
    ['a Gaussian', gaussianPsf(1.5)],
    ['a motion', motionPsf(9, 20)],
    ['a crooked kernel', crooked],
  ] as const;

  test.each(models)('the pivot of %s is within 1e-6 of float64', (_name, psf) => {
    const exact = convolution({ shape, psf, sigmaY: 0.01, fft: referenceFft2 });
    const model = convolution({ shape, psf, sigmaY: 0.01, fft: pffft });
    for (const sigma of [0.03, 0.7]) {
      const { actual, expected } = bothPivots(exact, model, sigma);
      expect(relativeError(actual, expected)).toBeLessThan(1e-6);
    }
  });

  // At the highest noise level the pivot amplifies rounding by up to sigma / (2 sigmaY) = 2000 where it is as noisy
  // as sigma itself; what counts is the error beside that noise.
  test.each(models)("errors of the pivot of %s are lost in the pivot's own noise", (_name, psf) => {
    const exact = convolution({ shape, psf, sigmaY: 0.01, fft: referenceFft2 });
    const model = convolution({ shape, psf, sigmaY: 0.01, fft: pffft });
    const { actual, expected } = bothPivots(exact, model, 40);
    const error = expected.map((value, i) => actual[i] - value);
    const blurred = new Float64Array(error.length);
    exact.forward(error, blurred);
    const chiSquare = dot(error, error) / 40 ** 2 + dot(blurred, blurred) / 0.01 ** 2;
    expect(Math.sqrt(chiSquare / error.length)).toBeLessThan(2e-4);
  });

  test('the pivot is within 1e-6 of a dense solve', () => {
    const one = whiteCase('', convolution({ shape, psf: crooked, sigmaY: 0.05, fft: referenceFft2 }));
    const model = convolution({ shape, psf: crooked, sigmaY: 0.05, fft: pffft });
    const { x, y } = draw(one.model, 0.7);
    const out = new Float32Array(x.length);
    model.observe(Float32Array.from(y)).pivot(Float32Array.from(x), 0.7, out);
    expect(relativeError(out, densePivot(one, x, y, 0.7))).toBeLessThan(1e-6);
  });

  test.each([2, 3])('blur and decimation by %i agree with float64', (factor) => {
    const size = { width: 32 * factor, height: 16 * factor, channels: 3 };
    const options = { shape: size, psf: crooked, factor, sigmaY: 0.01 };
    const exact = blurDecimate({ ...options, fft: referenceFft2 });
    const model = blurDecimate({ ...options, fft: pffft });
    for (const sigma of sigmas) {
      const { actual, expected } = bothPivots(exact, model, sigma);
      expect(relativeError(actual, expected)).toBeLessThan(1e-6);
    }
  });

  test('planes are independent of one another', () => {
    const psf = gaussianPsf(1);
    const three = convolution({ shape: { ...shape, channels: 3 }, psf, sigmaY: 0.05, fft: pffft });
    const one = convolution({ shape, psf, sigmaY: 0.05, fft: pffft });
    const random = seeded(3);
    const [x, y] = [Float32Array.from(random.normals(3 * 512)), Float32Array.from(random.normals(3 * 512))];
    const all = new Float32Array(x.length);
    three.observe(y).pivot(x, 0.3, all);
    for (const start of [0, 512, 1024]) {
      const single = new Float32Array(512);
      one.observe(y.slice(start, start + 512)).pivot(x.slice(start, start + 512), 0.3, single);
      expect(all.slice(start, start + 512)).toEqual(single);
    }
  });
});

describe("the network's input", () => {
  const psf = motionPsf(7, 30);
  const of = (width: number, height: number): ForwardModel =>
    convolution({ shape: { width, height, channels: 3 }, psf, sigmaY: 0.03, fft: pffft });

  test.each(sigmas)("doesn't depend on the region at noise level %f", (sigma) => {
    for (const make of [
      of,
      (width: number, height: number) =>
        blurDecimate({ shape: { width, height, channels: 3 }, psf, factor: 2, sigmaY: 0.03, fft: pffft }),
    ]) {
      const [small, large] = [make(64, 32), make(192, 320)];
      expect(small.geometry(sigma)).toEqual(large.geometry(sigma));
      expect(small.std(sigma)).toEqual(large.std(sigma));
    }
  });

  test('describes the spectrum of Sigma* at 28 frequencies, relative to its mean', () => {
    const sigma = 0.4;
    const std = of(64, 32).std(sigma).luma;
    if (typeof std !== 'number') throw new Error('a map where a number was expected');
    const geometry = of(64, 32).geometry(sigma);
    const at = (radius: number, angle: number): number => {
      const turn = (angle * Math.PI) / 180;
      const { re, im } = transferFunction(psf, radius * Math.cos(turn), radius * Math.sin(turn));
      return (
        (Math.log((sigma * 0.03) / Math.sqrt(0.03 ** 2 + sigma ** 2 * (re * re + im * im))) - Math.log(std)) /
        4
      );
    };
    expect(geometry[SPECTRUM_OFFSET]).toBeCloseTo(at(0, 0), 5);
    expect(geometry[SPECTRUM_OFFSET + 1 * 7 + 3]).toBeCloseTo(at(0.14, 45), 5);
    expect(geometry[SPECTRUM_OFFSET + 3 * 7 + 6]).toBeCloseTo(at(0.45, 135), 5);
    // Motion down to the right keeps the frequencies across it, so less noise is left there.
    expect(geometry[SPECTRUM_OFFSET + 3 * 7 + 3]).toBeLessThan(geometry[SPECTRUM_OFFSET + 1 * 7 + 3]);
    expect(Array.from(geometry.subarray(2, 6))).toEqual([0, 0, 0, 0]);
    expect(geometry[34]).toBe(0);
  });

  // On a 128 x 128 picture the fixed grid is the picture's own, so the number is exact.
  test.each(sigmas)('the std is within 2 per cent of what is drawn at noise level %f', (sigma) => {
    const shape = { width: 128, height: 128, channels: 3 };
    const options = { shape, psf, sigmaY: 0.03, fft: pffft };
    for (const model of [convolution(options), blurDecimate({ ...options, factor: 2 })]) {
      const random = seeded(31);
      const x0 = Float32Array.from(random.normals(sizeOf(shape)));
      const clean = new Float32Array(sizeOf(model.range));
      model.forward(x0, clean);
      let sum = 0;
      // At high noise a few frequencies hold most of it, and one draw of them says little.
      const draws = 12;
      for (let i = 0; i < draws; i++) {
        const out = x0.map((value) => value + sigma * random.normal());
        model.observe(clean.map((value) => value + 0.03 * random.normal())).pivot(out, sigma, out);
        sum += out.reduce((total, value, j) => total + (value - x0[j]) ** 2, 0) / out.length / draws;
      }
      const std = model.std(sigma);
      expect(std.chroma).toBe(std.luma);
      expect(Math.abs(Math.sqrt(sum) / Number(std.luma) - 1)).toBeLessThan(0.02);
    }
  });

  test('the std of the dense covariance, where the picture is as large as the grid is fine', () => {
    // A kernel this narrow has a spectrum so smooth that a grid of 12 x 10 averages it as well as one of 128 x 128.
    const fft = referenceFft2;
    const model = convolution({
      shape: { width: 12, height: 10, channels: 1 },
      psf: crooked,
      sigmaY: 1,
      fft,
    });
    const covariance = denseCovariance(whiteCase('', model), 0.7);
    expect(Number(model.std(0.7).luma) / Math.sqrt(covariance[0])).toBeCloseTo(1, 4);
  });
});

test('an invalid blur is refused', () => {
  const shape = { width: 64, height: 32, channels: 3 };
  const psf = gaussianPsf(1);
  expect(() => convolution({ shape, psf, sigmaY: 0, fft: pffft })).toThrow(RangeError);
  expect(() => convolution({ shape, psf, sigmaY: Number.NaN, fft: pffft })).toThrow(RangeError);
  expect(() => blurDecimate({ shape, psf, factor: 3, sigmaY: 0.1, fft: pffft })).toThrow(RangeError);
  expect(() => blurDecimate({ shape, psf, factor: 1, sigmaY: 0.1, fft: pffft })).toThrow(RangeError);
});
