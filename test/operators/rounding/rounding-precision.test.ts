import { beforeAll, describe, expect, test } from 'vitest';
import { standardTables } from '../../../src-main/contract/jpeg-tables';
import { composite } from '../../../src-main/operators/composite/composite';
import type { SolverReport } from '../../../src-main/operators/composite/conjugate-gradients';
import { convolution } from '../../../src-main/operators/convolution/convolution';
import type { Fft2Factory } from '../../../src-main/operators/fourier/fft2';
import { loadPffft } from '../../../src-main/operators/fourier/pffft';
import { type ForwardModel, type Real, sizeOf } from '../../../src-main/operators/model/forward-model';
import { chain, maskMap } from '../../../src-main/operators/model/linear-map';
import { roundingPrecision } from '../../../src-main/operators/rounding/rounding-precision';
import { crooked } from '../blur-cases';
import { type Case, densePivot, measure, tinyMask } from '../case';
import { cholesky, relativeError } from '../dense';
import { measuredPrecision, roundingCovarianceOf } from '../jpeg-cases';
import { seeded } from '../random';
import { referenceFft2 } from '../reference-fft2';

const sigmaY = 0.05;
const noise = 0.03;
/** In float32, for larger pictures. */
let quickFft: Fft2Factory;
beforeAll(async () => {
  quickFft = await loadPffft();
});

interface Scratched {
  readonly shape: { readonly width: number; readonly height: number; readonly channels: 3 };
  readonly measured: Uint8Array;
  readonly gridOffset?: { readonly x: number; readonly y: number };
  readonly quality?: number;
  readonly subsampling?: '4:4:4' | '4:2:0';
  readonly like?: Real;
  readonly fft?: Fft2Factory;
  readonly maxIterations?: number;
  readonly onSolve?: (report: SolverReport) => void;
}

/** A crooked blur, then the JPEG of what it left, seen through a mask. */
function scratched(options: Scratched): ForwardModel {
  const { shape, measured, gridOffset, quality = 40, subsampling = '4:4:4', onSolve } = options;
  const { like = new Float64Array(0), fft = referenceFft2, maxIterations = 2000 } = options;
  const double = like instanceof Float64Array;
  const blur = convolution({ shape, psf: crooked, sigmaY, fft });
  const rounded = { shape, tables: standardTables(quality, subsampling), noise, measured };
  const precision = roundingPrecision(
    { ...rounded, ...(gridOffset && { gridOffset }) },
    chain([blur], like),
    fft,
    like,
  );
  return composite({
    parts: [blur, maskMap(shape, measured)],
    sigmaY,
    noise: precision,
    probes: (_probe, signs) => signs.fill(1),
    double,
    solver: { maxIterations },
    ...(onSolve && { onSolve }),
  });
}

const square = { width: 8, height: 8, channels: 3 } as const;
const ragged = { width: 8, height: 10, channels: 3 } as const;
const mostlyHidden = Uint8Array.from({ length: 64 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const tiny: readonly (readonly [string, Scratched])[] = [
  ['few hidden pixels', { shape: square, measured: tinyMask(64, 4) }],
  ['most pixels hidden', { shape: square, measured: mostlyHidden }],
  ['cut blocks', { shape: ragged, measured: tinyMask(80, 4), gridOffset: { x: 3, y: 5 } }],
  ['discarded chroma', { shape: square, measured: tinyMask(64, 4), subsampling: '4:2:0' }],
];

describe.each(tiny)('a blur, then a JPEG with %s', (name, options) => {
  const { shape, measured, gridOffset, quality = 40, subsampling = '4:4:4' } = options;
  const model = scratched(options);
  const tables = standardTables(quality, subsampling);
  const covariance = roundingCovarianceOf({ shape, tables, noise, ...(gridOffset && { gridOffset }) });
  const one: Case = { name, model, noisePrecision: measuredPrecision(covariance, measured) };

  test.each([0.05, 0.7, 40])('has the pivot of a dense solve at noise level %f', (sigma) => {
    const random = seeded(17);
    const x0 = random.normals(sizeOf(model.domain)).map((value) => 0.5 * value);
    const drawn = measure(one, cholesky(one.noisePrecision, sizeOf(model.range)), x0, random);
    const y = drawn.map((value, i) => value * measured[i % measured.length]);
    const x = x0.map((value) => value + sigma * random.normal());
    const out = new Float64Array(x.length);
    model.observe(y).pivot(x, sigma, out);
    expect(relativeError(out, densePivot(one, x, y, sigma))).toBeLessThan(1e-6);
  });
});

test.each([0.05, 0.7, 4])('needs at most 500 iterations in float32 at noise level %f', (sigma) => {
  const shape = { width: 64, height: 64, channels: 3 } as const;
  const measured = Uint8Array.from({ length: 64 ** 2 }, (_, i) =>
    [20, 21, 22].includes(((i % 64) + (i >> 8)) % 40) ? 0 : 1,
  );
  const reports: SolverReport[] = [];
  const onSolve = (report: SolverReport): void => void reports.push(report);
  const [like, maxIterations] = [new Float32Array(0), 500];
  const model = scratched({
    shape,
    measured,
    quality: 90,
    subsampling: '4:2:0',
    fft: quickFft,
    like,
    maxIterations,
    onSolve,
  });
  const random = seeded(5);
  const y = Float32Array.from(
    random.normals(sizeOf(shape)),
    (v, i) => 0.5 * v * measured[i % measured.length],
  );
  const x = Float32Array.from(y, (value) => value + sigma * random.normal());
  model.observe(y).pivot(x, sigma, x);
  expect(reports.map(({ converged }) => converged)).toEqual([true]);
});

test('the precision of a JPEG needs three planes of the picture that the blur leaves', () => {
  const blur = chain(
    [convolution({ shape: square, psf: crooked, sigmaY, fft: referenceFft2 })],
    new Float64Array(0),
  );
  const options = { shape: { ...square, channels: 1 }, tables: standardTables(40, '4:4:4') };
  expect(() => roundingPrecision(options, blur, referenceFft2, new Float64Array(0))).toThrow(RangeError);
});
