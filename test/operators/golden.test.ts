import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeTables } from '../../src-main/contract/jpeg-tables';
import { OPERATORS } from '../../src-main/contract/operators';
import { luminance } from '../../src-main/operators/colorize/model';
import { kernelPsf } from '../../src-main/operators/convolution/point-spread';
import { grain } from '../../src-main/operators/denoise/grain';
import { identity } from '../../src-main/operators/denoise/model';
import { mask } from '../../src-main/operators/inpaint/model';
import { jpeg } from '../../src-main/operators/jpeg/model';
import { type ForwardModel, sizeOf } from '../../src-main/operators/model/forward-model';
import { blockMean } from '../../src-main/operators/upscale/model';
import { relativeError } from './dense';
import { referenceFft2 } from './reference-fft2';
import { unmeasured } from './unmeasured';

/** Written by models/training/golden.py; its keys are explained in models/training/README.md. */
const folder = new URL('../fixtures/golden/', import.meta.url);
const numbers = z.array(z.number());
const factor = z.union([z.literal(1), z.literal(2)]);
const goldenCase = z.object({
  operator: z.string(),
  params: z.object({
    noise: z.union([z.number(), numbers]).optional(),
    mask: numbers.optional(),
    k: z.number().optional(),
    psf: z.object({ width: z.number(), height: z.number(), data: numbers }).optional(),
    share: z.number().optional(),
    tables: z
      .object({ quantisation: z.tuple([numbers, numbers, numbers]), horizontal: factor, vertical: factor })
      .optional(),
  }),
  sigma: z.number(),
  sigmaY: z.number(),
  width: z.number(),
  height: z.number(),
  x: numbers,
  yShape: z.object({ width: z.number(), height: z.number(), channels: z.number() }),
  y: numbers,
  pivot: numbers,
  stdLuma: z.union([z.number(), numbers]),
  stdChroma: z.union([z.number(), numbers]),
  geometry: numbers,
  anchor: numbers,
});
type Golden = z.infer<typeof goldenCase>;

/** Operators whose files another test reads (blur-golden.test.ts). */
const READ_ELSEWHERE = ['deblur', 'upscale-blurred'];

/** The operator a case was made with, or null where another test reads the file. */
function build(golden: Golden): ForwardModel | null {
  const { operator, params, sigmaY } = golden;
  const shape = { width: golden.width, height: golden.height, channels: 3 };
  const measured = params.mask ? Uint8Array.from(params.mask) : undefined;
  if (operator === 'denoise' && params.noise !== undefined) {
    const noise = typeof params.noise === 'number' ? params.noise : Float64Array.from(params.noise);
    return identity({ shape, noise });
  }
  if (operator === 'inpaint' && measured) return mask({ shape, measured, sigmaY });
  if (operator === 'colorize') return luminance({ shape, sigmaY, ...(measured ? { measured } : {}) });
  if (operator === 'upscale' && params.k) return blockMean({ shape, factor: params.k, sigmaY });
  if (operator === 'grain' && params.psf && params.share !== undefined) {
    const { width, height, data } = params.psf;
    const colouring = { grain: kernelPsf(width, height, data), share: params.share };
    return grain({ shape, sigmaY, colouring, fft: referenceFft2 });
  }
  if (operator === 'nothing') return unmeasured({ shape });
  if (operator === 'jpeg' && params.tables) {
    const { quantisation, horizontal, vertical } = params.tables;
    return jpeg({ shape, tables: makeTables(quantisation, horizontal, vertical, false) });
  }
  return null;
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const found = files.flatMap((file) => {
  const cases = z.array(goldenCase).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return cases.flatMap((golden) => {
    const model = build(golden);
    if (!model && !READ_ELSEWHERE.includes(golden.operator)) {
      throw new Error(`No test reads the operator ${golden.operator} of ${file}.`);
    }
    return model ? [{ file, sigma: golden.sigma, golden, model }] : [];
  });
});

test('the golden files of these operators are there', () => {
  const operators = new Set(found.map(({ golden }) => golden.operator));
  expect([...operators].sort()).toEqual([
    'colorize',
    'denoise',
    'grain',
    'inpaint',
    'jpeg',
    'nothing',
    'upscale',
  ]);
});

test('no operator of a recipe is without a golden file', () => {
  // A file is named for its operator, and for what the case is about.
  const without = OPERATORS.filter(
    (name) => !files.some((file) => file.startsWith(`${name}.`) || file.startsWith(`${name}-`)),
  );
  expect(without).toEqual([]);
});

test.each(found)('$file at $sigma: the network is given what it was trained on', ({ golden, model }) => {
  const { width, height, channels } = model.range;
  expect({ width, height, channels }).toEqual(golden.yShape);
  expect(relativeError([model.sigmaY], [golden.sigmaY])).toBeLessThan(1e-10);
  const observation = model.observe(Float64Array.from(golden.y));
  const out = new Float64Array(sizeOf(model.domain));
  observation.pivot(Float64Array.from(golden.x), golden.sigma, out);
  expect(relativeError(out, golden.pivot)).toBeLessThan(1e-10);

  observation.anchor(out);
  for (let i = 0; i < out.length; i++) expect(Math.abs(out[i] - golden.anchor[i])).toBeLessThan(1e-10);

  const geometry = model.geometry(golden.sigma);
  for (let i = 0; i < 35; i++) expect(Math.abs(geometry[i] - golden.geometry[i])).toBeLessThan(1e-6);

  const std = model.std(golden.sigma);
  const pairs = [
    [std.luma, golden.stdLuma],
    [std.chroma, golden.stdChroma],
  ] as const;
  for (const [actual, expected] of pairs) {
    const asList = (value: number | ArrayLike<number>) => (typeof value === 'number' ? [value] : value);
    expect(relativeError(asList(actual), asList(expected))).toBeLessThan(1e-6);
  }
});
