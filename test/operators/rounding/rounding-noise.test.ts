import { describe, expect, test } from 'vitest';
import { standardTables } from '../../../src-main/contract/jpeg-tables';
import { luminance } from '../../../src-main/operators/colorize/model';
import { composite } from '../../../src-main/operators/composite/composite';
import type { SolverReport } from '../../../src-main/operators/composite/conjugate-gradients';
import { convolution } from '../../../src-main/operators/convolution/convolution';
import { type ForwardModel, sizeOf } from '../../../src-main/operators/model/forward-model';
import { chain, maskMap } from '../../../src-main/operators/model/linear-map';
import { roundingNoise } from '../../../src-main/operators/rounding/rounding-noise';
import { crooked } from '../blur-cases';
import { type Case, densePivot, measure, tinyMask } from '../case';
import { cholesky, relativeError } from '../dense';
import { measuredPrecision, roundingCovarianceOf } from '../jpeg-cases';
import { seeded } from '../random';
import { referenceFft2 } from '../reference-fft2';

const sigmaY = 0.05;
const fft = referenceFft2;
const power = new Float64Array(64).fill(0.5);
/** Full-resolution chroma: nothing is discarded, so no variance is limited. */
const tables = standardTables(40, '4:4:4');

interface Blurred {
  readonly shape: { readonly width: number; readonly height: number; readonly channels: number };
  readonly gridOffset?: { readonly x: number; readonly y: number };
  readonly measured?: Uint8Array;
  readonly grey?: boolean;
  readonly noise?: number;
  readonly preconditioned?: boolean;
  readonly onSolve?: (report: SolverReport) => void;
}

function blurred({ shape, grey, measured, preconditioned = true, onSolve, ...rest }: Blurred): ForwardModel {
  const blur = convolution({ shape, psf: crooked, sigmaY, fft });
  const last = grey ? [luminance({ shape, sigmaY })] : [];
  const range = { ...shape, channels: grey ? 1 : 3 };
  const map = chain([blur, ...last], new Float64Array(0));
  const options = { shape: range, tables, ...rest, ...(measured && { measured }) };
  const { apply, precondition } = roundingNoise(options, { map, power, fft }, new Float64Array(0));
  return composite({
    parts: [blur, ...(measured ? [maskMap(shape, measured)] : []), ...last],
    sigmaY,
    noise: preconditioned ? { apply, precondition } : { apply },
    probes: (_probe, signs) => signs.fill(1),
    double: true,
    solver: { tolerance: 1e-10, maxIterations: 2000 },
    ...(onSolve && { onSolve }),
  });
}

const square = { width: 8, height: 8, channels: 3 };
const ragged = { width: 8, height: 10, channels: 3 };
const tiny: readonly (readonly [string, Blurred])[] = [
  ['a blur', { shape: square }],
  ['a blur in cut blocks', { shape: ragged, gridOffset: { x: 3, y: 5 } }],
  ['a blur seen through a mask', { shape: square, measured: tinyMask(64, 4) }],
  [
    'a noisy grey blur seen through a mask',
    { shape: square, grey: true, noise: 0.1, measured: tinyMask(64, 4) },
  ],
];

describe.each(tiny)('%s, then a JPEG', (name, options) => {
  const { shape, grey, noise, measured, gridOffset } = options;
  const model = blurred(options);
  const covariance = roundingCovarianceOf({
    shape: { ...shape, channels: grey ? 1 : 3 },
    tables,
    ...(noise && { noise }),
    ...(gridOffset && { gridOffset }),
  });
  const one: Case = { name, model, noisePrecision: measuredPrecision(covariance, measured) };

  test.each([0.05, 0.7, 40])('has the pivot of a dense solve at noise level %f', (sigma) => {
    const random = seeded(17);
    const x0 = random.normals(sizeOf(model.domain)).map((value) => 0.5 * value);
    const drawn = measure(one, cholesky(one.noisePrecision, sizeOf(model.range)), x0, random);
    const y = drawn.map((value, i) => (measured ? value * measured[i % measured.length] : value));
    const x = x0.map((value) => value + sigma * random.normal());
    const out = new Float64Array(x.length);
    model.observe(y).pivot(x, sigma, out);
    expect(relativeError(out, densePivot(one, x, y, sigma))).toBeLessThan(1e-6);
  });
});

test.each([20, 0.1])('the preconditioner saves most of the iterations at noise level %f', (sigma) => {
  const shape = { width: 32, height: 32, channels: 3 };
  const iterations = [false, true].map((preconditioned) => {
    let count = 0;
    const onSolve = (report: SolverReport): void => {
      expect(report.converged).toBe(true);
      count += report.iterations;
    };
    const model = blurred({ shape, preconditioned, onSolve });
    const random = seeded(3);
    const x = random.normals(sizeOf(shape));
    const y = new Float64Array(x.length);
    model.forward(x, y);
    model.observe(y.map((value) => value + sigmaY * random.normal())).pivot(x, sigma, x);
    return count;
  });
  expect(iterations[1]).toBeLessThan(0.4 * iterations[0]);
});
