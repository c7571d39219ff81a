import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { OPERATORS } from '../../src-main/contract/operators';
import { sizeOf } from '../../src-main/operators/model/forward-model';
import { GOLDEN_MODELS } from './cases';
import { relativeError } from './dense';
import { givenBy, goldenCase } from './golden-case';

const folder = new URL('../fixtures/golden/', import.meta.url);

/** Operators whose files another test reads (blur-golden.test.ts). */
const READ_ELSEWHERE = ['deblur', 'upscale-blurred'];

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const found = files.flatMap((file) => {
  const cases = z.array(goldenCase).parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return cases.flatMap((golden) => {
    const model = GOLDEN_MODELS[golden.operator]?.(givenBy(golden));
    if (!model && !READ_ELSEWHERE.includes(golden.operator)) {
      throw new Error(`No test reads the operator ${golden.operator} of ${file}.`);
    }
    return model ? [{ file, sigma: golden.sigma, golden, model }] : [];
  });
});

test('the operators that a test can build have a golden file', () => {
  const operators = new Set(found.map(({ golden }) => golden.operator));
  expect([...operators].sort()).toEqual(Object.keys(GOLDEN_MODELS).sort());
});

test('no operator of a recipe is without a golden file', () => {
  // A file is named after its operator and its case.
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
