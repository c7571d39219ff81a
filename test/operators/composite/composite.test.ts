import { describe, expect, test } from 'vitest';
import { luminance } from '../../../src-main/operators/colorize/model';
import { composite } from '../../../src-main/operators/composite/composite';
import type { SolverReport } from '../../../src-main/operators/composite/conjugate-gradients';
import type { ProbeSource } from '../../../src-main/operators/composite/probing';
import { convolution } from '../../../src-main/operators/convolution/convolution';
import { loadPffft } from '../../../src-main/operators/fourier/pffft';
import { mask } from '../../../src-main/operators/inpaint/model';
import { type ForwardModel, type Real, sizeOf } from '../../../src-main/operators/model/forward-model';
import { baseGeometry } from '../../../src-main/operators/model/geometry';
import { maskMap } from '../../../src-main/operators/model/linear-map';
import { LUMA_UNIT } from '../../../src-main/operators/model/luma';
import { blockMean } from '../../../src-main/operators/upscale/model';
import { crooked, whiteCase } from '../blur-cases';
import { type Case, denseCovariance, densePivot, tinyMask } from '../case';
import { diagonal, dot, relativeError } from '../dense';
import { adjointDefect, chiSquareRatio } from '../laws';
import { seeded } from '../random';
import { referenceFft2 } from '../reference-fft2';

const sigmas = [0.03, 0.7, 40];
const sigmaY = 0.05;

const probes: ProbeSource = (probe, signs) => {
  const random = seeded(1000 + probe);
  for (let i = 0; i < signs.length; i++) signs[i] = random.uniform() < 0.5 ? -1 : 1;
};

const grey = { width: 6, height: 4, channels: 3 };
const photo = { width: 8, height: 4, channels: 3 };
const small = { width: 4, height: 2, channels: 3 };
const blur = convolution({ shape: photo, psf: crooked, sigmaY, fft: referenceFft2 });
const blocks = blockMean({ shape: photo, factor: 2, sigmaY });
const holes = tinyMask(8, 4);

const greyAndHoles = composite({
  parts: [luminance({ shape: grey, sigmaY }), maskMap({ ...grey, channels: 1 }, tinyMask(24, 9))],
  sigmaY,
  probes,
  double: true,
});
const blurredBlocks = composite({
  parts: [blur, blocks, maskMap(small, holes)],
  sigmaY,
  probes,
  probeCount: 3000,
  double: true,
});
/** Noise that is stronger to the right. */
const variances = Array.from({ length: 96 }, (_, i) => 0.001 * (1 + (i % 8)));
const colouredNoise = composite({
  parts: [blur],
  sigmaY,
  noise: { apply: (v, out) => out.set(v.map((value, i) => variances[i] * value)) },
  probes,
  double: true,
});

const blurredHoles = composite({
  parts: [blur, maskMap(photo, tinyMask(32, 3))],
  sigmaY,
  probes,
  double: true,
});

const tiny: Case[] = [
  whiteCase('luminance, then a mask', greyAndHoles),
  whiteCase('blur, then block means, then a mask', blurredBlocks),
  whiteCase('blur, then a mask, preconditioned', blurredHoles),
  {
    name: 'blur with noise of its own',
    model: colouredNoise,
    noisePrecision: diagonal(variances.map((variance) => 1 / variance)),
  },
];

function draw(model: ForwardModel, sigma: number): { x: Float64Array; y: Float64Array } {
  const random = seeded(17);
  const x0 = random.normals(sizeOf(model.domain)).map((value) => 0.5 * value);
  const y = new Float64Array(sizeOf(model.range));
  model.forward(x0, y);
  return {
    x: x0.map((value) => value + sigma * random.normal()),
    y: y.map((value) => value + sigmaY * random.normal()),
  };
}

/** Luma and chroma variances of every pixel of a dense Sigma*. */
function denseVariances(covariance: Float64Array, pixels: number): [number[], number[]] {
  const n = 3 * pixels;
  const luma: number[] = [];
  const chroma: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel++) {
    let along = 0;
    let trace = 0;
    for (let a = 0; a < 3; a++) {
      trace += covariance[(a * pixels + pixel) * (n + 1)];
      for (let b = 0; b < 3; b++) {
        along += LUMA_UNIT[a] * LUMA_UNIT[b] * covariance[(a * pixels + pixel) * n + b * pixels + pixel];
      }
    }
    luma.push(along);
    chroma.push((trace - along) / 2);
  }
  return [luma, chroma];
}

function planesOf(model: ForwardModel, sigma: number): [Real, Real] {
  const { luma, chroma } = model.std(sigma);
  if (typeof luma === 'number' || typeof chroma === 'number')
    throw new Error('a number where a map was expected');
  return [luma, chroma];
}

describe.each(tiny.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test.each(sigmas)('has the pivot of a dense solve at noise level %f', (sigma) => {
    const { x, y } = draw(one.model, sigma);
    const expected = densePivot(one, x, y, sigma);
    const out = new Float64Array(x.length);
    const observation = one.model.observe(y);
    observation.pivot(x, sigma, out);
    expect(relativeError(out, expected)).toBeLessThan(1e-6);
    observation.pivot(x, sigma, x);
    expect(x).toEqual(out);
  });

  test('the anchor is the pivot of nothing at noise level 0.5', () => {
    const { x, y } = draw(one.model, 0.7);
    const anchor = new Float64Array(x.length);
    one.model.observe(y).anchor(anchor);
    expect(relativeError(anchor, densePivot(one, new Float64Array(x.length), y, 0.5))).toBeLessThan(1e-6);
  });

  test("<A x, y> = <x, A'y>", () => {
    for (let seed = 0; seed < 20; seed++) expect(adjointDefect(one.model, seeded(seed))).toBeLessThan(1e-11);
  });

  test('given the picture, the pivot is the picture plus noise of covariance Sigma*', () => {
    const [draws, n] = [400, sizeOf(one.model.domain)];
    const ratio = chiSquareRatio(one, 0.6, draws, 1);
    expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / draws / n));
  });
});

describe('the std map', () => {
  test.each(sigmas)('is exact where Sigma* mixes no pixels, at noise level %f', (sigma) => {
    const exact = denseVariances(denseCovariance(tiny[0], sigma), 24);
    for (const [map, variance] of [
      [planesOf(greyAndHoles, sigma)[0], exact[0]],
      [planesOf(greyAndHoles, sigma)[1], exact[1]],
    ] as const) {
      expect(relativeError(map, variance.map(Math.sqrt))).toBeLessThan(1e-6);
    }
  });

  test.each(sigmas)(
    'is within 2 per cent of the dense covariance with enough probes, at noise level %f',
    (sigma) => {
      const exact = denseVariances(denseCovariance(tiny[1], sigma), 32);
      for (const [i, map] of planesOf(blurredBlocks, sigma).entries()) {
        for (const [pixel, variance] of exact[i].entries()) {
          expect(Math.abs(map[pixel] / Math.sqrt(variance) - 1)).toBeLessThan(0.02);
        }
      }
    },
  );

  test('with few probes stays between the least possible noise and sigma', () => {
    const model = composite({ parts: [blur], sigmaY, probes, probeCount: 1, double: true });
    for (const sigma of sigmas) {
      for (const map of planesOf(model, sigma)) {
        const least = (sigma * sigmaY) / Math.hypot(sigma, sigmaY);
        expect(map.every((std) => std >= least * (1 - 1e-9) && std <= sigma)).toBe(true);
      }
    }
  });

  test('asks the source for each probe once, and not again for the same noise level', () => {
    const asked: number[] = [];
    const counting: ProbeSource = (probe, signs) => {
      asked.push(probe);
      probes(probe, signs);
    };
    const model = composite({ parts: [blocks], sigmaY, probes: counting, probeCount: 3 });
    const first = model.std(0.3);
    expect(model.std(0.3)).toBe(first);
    expect(asked).toEqual([0, 1, 2]);
    model.std(0.2);
    expect(asked).toEqual([0, 1, 2, 0, 1, 2]);
  });
});

describe('the geometry', () => {
  test('is that of the last part with more than a noise level', () => {
    expect(blurredBlocks.geometry(0.7)).toEqual(blocks.geometry(0.7));
    expect(greyAndHoles.geometry(0.7)).toEqual(baseGeometry(0.7, sigmaY));
  });

  test('is that of the part the caller names', () => {
    const parts = [blur, blocks, maskMap(small, holes)];
    const model = composite({ parts, sigmaY, probes, dominant: 0 });
    expect(model.geometry(0.7)).toEqual(blur.geometry(0.7));
    expect(() => composite({ parts, sigmaY, probes, dominant: 2 })).toThrow(/no geometry/);
    expect(() => composite({ parts, sigmaY, probes, dominant: 3 })).toThrow(RangeError);
  });
});

test('the anchor fills hidden pixels from their surroundings, because the network takes grey for an answer', () => {
  const shape = { width: 16, height: 8, channels: 3 };
  const half = { width: 8, height: 4, channels: 3 };
  // A column of the photo is missing: two of the picture that is twice as large.
  const measured = Uint8Array.from({ length: 32 }, (_, i) => (i % 8 === 3 ? 0 : 1));
  const seen = Uint8Array.from({ length: 128 }, (_, i) => (Math.floor((i % 16) / 2) === 3 ? 0 : 1));
  const parts = [blockMean({ shape, factor: 2, sigmaY }), maskMap(half, measured)];
  const model = composite({ parts, sigmaY, measured: seen, probes, double: true });
  const y = Float64Array.from({ length: 96 }, (_, i) => 0.8 * measured[i % 32]);
  const anchor = new Float64Array(sizeOf(shape));
  model.observe(y).anchor(anchor);
  for (const value of anchor) expect(value).toBeCloseTo(0.8, 1);
});

test('a composite of one part has the pivot of its closed form', () => {
  const measured = tinyMask(32, 2);
  for (const part of [blur, blocks, mask({ shape: photo, measured, sigmaY })]) {
    const { x, y } = draw(part, 0.7);
    // What isn't measured is 0 in a measurement.
    if (part.name === 'inpaint') for (let i = 0; i < y.length; i++) y[i] *= measured[i % 32];
    const closed = new Float64Array(x.length);
    part.observe(y).pivot(x, 0.7, closed);
    const out = new Float64Array(x.length);
    composite({ parts: [part], sigmaY, probes, double: true })
      .observe(y)
      .pivot(x, 0.7, out);
    expect(relativeError(out, closed)).toBeLessThan(1e-6);
  }
});

test('in float32 on pffft it agrees with float64 to a hundredth of the noise of the pivot', async () => {
  const shape = { width: 64, height: 32, channels: 3 };
  const half = { width: 32, height: 16, channels: 3 };
  const build = (fft: typeof referenceFft2, double: boolean): ForwardModel[] => {
    const blurring = convolution({ shape, psf: crooked, sigmaY, fft });
    const blocking = blockMean({ shape, factor: 2, sigmaY });
    const rest = { sigmaY, probes, double };
    return [
      composite({ parts: [blurring, blocking, maskMap(half, tinyMask(512, 7))], ...rest }),
      composite({ parts: [blurring, maskMap(shape, tinyMask(2048, 8))], ...rest }),
    ];
  };
  const exact = build(referenceFft2, true);
  for (const [i, model] of build(await loadPffft(), false).entries()) {
    for (const sigma of sigmas) {
      const { x, y } = draw(exact[i], sigma);
      const clean = new Float64Array(y.length);
      // With a mask, a measurement is 0 where nothing is measured.
      exact[i].forward(x, clean);
      const seen = y.map((value, j) => (clean[j] === 0 ? 0 : value));
      const expected = new Float64Array(x.length);
      exact[i].observe(seen).pivot(x, sigma, expected);
      const out = new Float32Array(x.length);
      model.observe(Float32Array.from(seen)).pivot(Float32Array.from(x), sigma, out);
      const error = expected.map((value, j) => out[j] - value);
      exact[i].forward(error, clean);
      const chiSquare = dot(error, error) / sigma ** 2 + dot(clean, clean) / sigmaY ** 2;
      expect(Math.sqrt(chiSquare / error.length)).toBeLessThan(0.01);
    }
  }
});

test('the preconditioner of a blur seen through a mask saves most of the iterations', () => {
  const shape = { width: 32, height: 32, channels: 3 };
  const blurring = convolution({ shape, psf: crooked, sigmaY: 0.01, fft: referenceFft2 });
  const { projection: _, ...plainMask } = maskMap(
    shape,
    tinyMask(1024, 8).map((kept, i) => (i % 16 ? 1 : kept)),
  );
  const iterations = [plainMask, { ...plainMask, projection: true as const }].map((holesOf) => {
    let count = 0;
    const onSolve = (report: SolverReport): void => {
      expect(report.converged).toBe(true);
      count += report.iterations;
    };
    const model = composite({ parts: [blurring, holesOf], sigmaY: 0.01, probes, double: true, onSolve });
    const { x, y } = draw(model, 1);
    model.forward(x, y);
    model.observe(y).pivot(x, 1, x.fill(0));
    return count;
  });
  expect(iterations[1]).toBeLessThan(0.5 * iterations[0]);
});

test('every solve is reported, so that an incomplete one is noticed', () => {
  const reports: SolverReport[] = [];
  const model = composite({
    parts: [blur],
    sigmaY: 0.01,
    probes,
    solver: { maxIterations: 2 },
    onSolve: (report) => reports.push(report),
  });
  const { x, y } = draw(model, 40);
  model.observe(y).pivot(x, 40, x);
  expect(reports.map(({ iterations, converged }) => [iterations, converged])).toEqual([[2, false]]);
});

test('parts that do not fit together are refused', () => {
  expect(() => composite({ parts: [], sigmaY, probes })).toThrow(RangeError);
  expect(() => composite({ parts: [blocks, blur], sigmaY, probes })).toThrow(/8x4x3.*4x2x3/);
  expect(() => composite({ parts: [blur], sigmaY: 0, probes })).toThrow(RangeError);
  expect(() => maskMap(small, new Uint8Array(7))).toThrow(RangeError);
  expect(() => blurredBlocks.observe(new Float64Array(5))).toThrow(RangeError);
});

test('a photo with a number that is not finite stops the solve instead of spreading', () => {
  const { x, y } = draw(blurredBlocks, 0.7);
  x[3] = Number.NaN;
  expect(() => blurredBlocks.observe(y).pivot(x, 0.7, x)).toThrow(/finite/);
});
