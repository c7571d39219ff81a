import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../src-main/operators/model/forward-model';
import { LUMA_UNIT } from '../../src-main/operators/model/luma';
import { type Case, denseCovariance, densePivot } from './case';
import { cases } from './cases';
import { relativeError } from './dense';
import { seeded } from './random';

const sigmas = [0.03, 0.7, 40];

/** sqrt(u'Su) and sqrt((tr S - u'Su)/2) per pixel of a dense Sigma*. */
function denseStd(covariance: Float64Array, pixels: number): { luma: Float64Array; chroma: Float64Array } {
  const n = 3 * pixels;
  const luma = new Float64Array(pixels);
  const chroma = new Float64Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    let along = 0;
    let trace = 0;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        const value = covariance[(a * pixels + pixel) * n + b * pixels + pixel];
        along += LUMA_UNIT[a] * LUMA_UNIT[b] * value;
        if (a === b) trace += value;
      }
    }
    luma[pixel] = Math.sqrt(along);
    chroma[pixel] = Math.sqrt((trace - along) / 2);
  }
  return { luma, chroma };
}

/** A JPEG's std is one number for the whole block: the root mean square of the true ones. */
function overBlock(std: Float64Array): Float64Array {
  const mean = std.reduce((sum, value) => sum + value ** 2, 0) / std.length;
  return std.map(() => Math.sqrt(mean));
}

function draw(one: Case, sigma: number): { x: Float64Array; y: Float64Array } {
  const random = seeded(17);
  const x0 = random.normals(sizeOf(one.model.domain)).map((value) => 0.5 * value);
  const y = new Float64Array(sizeOf(one.model.range));
  one.model.forward(x0, y);
  const x = x0.map((value) => value + sigma * random.normal());
  return { x, y: y.map((value) => value + 0.1 * random.normal()) };
}

describe.each(cases().map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test.each(sigmas)('has the pivot of a dense solve at noise level %f', (sigma) => {
    const { x, y } = draw(one, sigma);
    const expected = densePivot(one, x, y, sigma);

    const out = new Float64Array(x.length);
    one.model.observe(y).pivot(x, sigma, out);
    expect(relativeError(out, expected)).toBeLessThan(1e-10);

    const single = new Float32Array(x.length);
    one.model.observe(Float32Array.from(y)).pivot(Float32Array.from(x), sigma, single);
    expect(relativeError(single, expected)).toBeLessThan(1e-6);
  });

  test.each(sigmas)('has the standard deviations of the dense covariance at noise level %f', (sigma) => {
    const pixels = sizeOf(one.model.domain) / 3;
    const expected = denseStd(denseCovariance(one, sigma), pixels);
    const jpeg = one.model.name === 'jpeg';
    const std = one.model.std(sigma);
    for (const [actual, exact] of [
      [std.luma, expected.luma],
      [std.chroma, expected.chroma],
    ] as const) {
      const plane = typeof actual === 'number' ? new Float64Array(pixels).fill(actual) : actual;
      expect(relativeError(plane, jpeg ? overBlock(exact) : exact)).toBeLessThan(1e-6);
    }
  });

  test('may write the pivot over its argument', () => {
    const { x, y } = draw(one, 0.7);
    const observation = one.model.observe(y);
    const apart = new Float64Array(x.length);
    observation.pivot(x, 0.7, apart);
    observation.pivot(x, 0.7, x);
    expect(x).toEqual(apart);
  });

  test('gives the noise of a measured and an unmeasured direction, for any size', () => {
    const geometry = one.model.geometry(0.7);
    expect(geometry).toHaveLength(35);
    expect(geometry[0]).toBeCloseTo(Math.log(0.7) / 4, 6);
    const observed = (1 / 0.7 ** 2 + 1 / (one.noise ?? one.model.sigmaY) ** 2) ** -0.5;
    expect(geometry[1]).toBeCloseTo(Math.log(observed) / 4, 6);
    expect(geometry.every(Number.isFinite)).toBe(true);
  });

  test('refuses a measurement of another size', () => {
    const wrong = new Float64Array(sizeOf(one.model.range) + 1);
    expect(() => one.model.observe(wrong)).toThrow(RangeError);
  });
});

test.each(cases().filter(({ model }) => ['denoise', 'upscale', 'unmeasured'].includes(model.name)))(
  'the anchor of $name is the pivot of nothing at noise level 0.5',
  (one) => {
    const { x, y } = draw(one, 0.7);
    const anchor = new Float64Array(x.length);
    one.model.observe(y).anchor(anchor);
    expect(anchor).not.toEqual(x);
    const pivot = densePivot(one, new Float64Array(x.length), y, 0.5);
    for (let i = 0; i < pivot.length; i++) expect(anchor[i]).toBeCloseTo(pivot[i], 10);
  },
);
