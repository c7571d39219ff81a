import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { convolution } from '../../src-main/operators/convolution/convolution';
import {
  gaussianPsf,
  kernelPsf,
  motionPsf,
  type PointSpreadFunction,
} from '../../src-main/operators/convolution/point-spread';
import type { ForwardModel } from '../../src-main/operators/model/forward-model';
import { blurDecimate } from './blur-decimate';
import { relativeError } from './dense';
import { referenceFft2 } from './reference-fft2';

/** What the training program (models/training) says for the same inputs. */
const goldenSchema = z.array(
  z.object({
    operator: z.enum(['deblur', 'upscale-blurred']),
    params: z.object({
      std: z.number().optional(),
      length: z.number().optional(),
      angle: z.number().optional(),
      k: z.number().optional(),
      psf: z.object({ width: z.number(), height: z.number(), data: z.array(z.number()) }),
    }),
    sigma: z.number(),
    sigmaY: z.number(),
    width: z.number(),
    height: z.number(),
    x: z.array(z.number()),
    y: z.array(z.number()),
    pivot: z.array(z.number()),
    stdLuma: z.number(),
    stdChroma: z.number(),
    geometry: z.array(z.number()),
    anchor: z.array(z.number()),
  }),
);
type Golden = z.infer<typeof goldenSchema>[number];

const folder = fileURLToPath(new URL('../fixtures/golden/', import.meta.url));
const names = existsSync(folder)
  ? readdirSync(folder).filter((name) => /^(deblur|blur-decimate)-.*\.json$/.test(name))
  : [];

function psfOf({ params }: Golden): PointSpreadFunction {
  if (params.std !== undefined) return gaussianPsf(params.std);
  if (params.length !== undefined) return motionPsf(params.length, params.angle ?? 0);
  return kernelPsf(params.psf.width, params.psf.height, params.psf.data);
}

/** The kernel in the middle of a side x side array, with zeros around it. */
function centred(
  psf: { width: number; height: number; data: ArrayLike<number> },
  side: number,
): Float64Array {
  const out = new Float64Array(side * side);
  const [left, top] = [(side - psf.width) / 2, (side - psf.height) / 2];
  for (let i = 0; i < psf.data.length; i++) {
    out[(top + Math.floor(i / psf.width)) * side + left + (i % psf.width)] = psf.data[i];
  }
  return out;
}

function modelOf(golden: Golden): ForwardModel {
  const { width, height, sigmaY, params } = golden;
  const common = { shape: { width, height, channels: 3 }, psf: psfOf(golden), sigmaY, fft: referenceFft2 };
  return params.k === undefined ? convolution(common) : blurDecimate({ ...common, factor: params.k });
}

test('the training program has left its numbers for blurs', () => {
  expect(names.length, `no golden files in ${folder}`).toBeGreaterThanOrEqual(4);
});

test.each(names)('%s: kernel, pivot, std, geometry and anchor are those of the training program', (name) => {
  for (const golden of goldenSchema.parse(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')))) {
    const psf = psfOf(golden);
    const side = Math.max(psf.width, golden.params.psf.width);
    expect(relativeError(centred(psf, side), centred(golden.params.psf, side))).toBeLessThan(1e-9);

    const model = modelOf(golden);
    const observation = model.observe(Float64Array.from(golden.y));
    const out = new Float64Array(golden.x.length);
    observation.pivot(Float64Array.from(golden.x), golden.sigma, out);
    expect(relativeError(out, golden.pivot)).toBeLessThan(1e-6);
    observation.anchor(out);
    expect(relativeError(out, golden.anchor)).toBeLessThan(1e-6);
    expect(Number(model.std(golden.sigma).luma)).toBeCloseTo(golden.stdLuma, 7);
    expect(Number(model.std(golden.sigma).chroma)).toBeCloseTo(golden.stdChroma, 7);
    expect(relativeError(model.geometry(golden.sigma), golden.geometry)).toBeLessThan(1e-6);
  }
});
