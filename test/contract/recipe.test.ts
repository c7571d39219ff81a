import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  callsOf,
  etaOf,
  isDrawn,
  isExactSample,
  temperatureOf,
  usualDetail,
} from '../../src-main/contract/detail';
import { SPECS, specOf } from '../../src-main/contract/operators';
import {
  noiseLevel,
  OPERATORS,
  RECIPE_FIELDS,
  type Recipe,
  type RecipeRequest,
  recipeRequestSchema,
  recipeSchema,
} from '../../src-main/contract/recipe';
import { enlargementOf } from '../../src-main/contract/recipe-facts';
import { firstIssue, said } from '../../src-main/contract/said';
import { z } from '../../src-main/contract/schema';

describe('a recipe', () => {
  it('fills in defaults, and turns one operator into a list', () => {
    expect(recipeSchema.parse({ operator: 'denoise' })).toEqual({
      operator: ['denoise'],
      noise: 0,
      steps: 8,
      seed: 0,
      samples: 1,
      detail: 1,
      provider: 'auto',
    });
  });

  it("has the fields of every operator's spec, with the types that the specs say", () => {
    const fields = SPECS.flatMap((spec) => Object.keys(spec.fields));
    expect([...RECIPE_FIELDS].slice(0, fields.length)).toEqual(fields);
    expectTypeOf<Recipe['noise']>().toEqualTypeOf<number>();
    expectTypeOf<Recipe['scale']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Recipe['subsampling']>().toEqualTypeOf<'4:4:4' | '4:2:0' | undefined>();
    expectTypeOf<RecipeRequest['quality']>().toEqualTypeOf<number | 'auto' | undefined>();
    expectTypeOf<RecipeRequest['length']>().toEqualTypeOf<number | undefined>();
  });

  it.each(SPECS)("takes the ends of the ranges of $name's fields and nothing beyond", ({ fields }) => {
    for (const [name, field] of Object.entries(fields)) {
      const takes = (value: unknown) =>
        recipeSchema.safeParse({ operator: 'denoise', [name]: value }).success;
      if (field.kind === 'choice') {
        expect([...field.choices, 'other'].map(takes)).toEqual([...field.choices.map(() => true), false]);
        continue;
      }
      const { min, max } = field.range;
      const asked = recipeRequestSchema.safeParse({ operator: 'denoise', [name]: 'auto' });
      expect(asked.success).toBe(field.canBeAuto ?? false);
      if (field.kind === 'channels') {
        const ends = [
          [min, max, min],
          [min - 1e-6, max, max],
          [min, max, max + 1e-6],
          [min, max],
          min,
          'auto',
        ];
        expect(ends.map(takes)).toEqual([true, false, false, false, false, false]);
        continue;
      }
      const values = [min - 1e-6, min, max, max + 1e-6, Number.NaN, 'auto'];
      expect(values.map(takes)).toEqual([false, !field.isAboveMin, true, false, false, false]);
      expect(takes((min + max) / 2 + 0.25)).toBe(!field.isWhole);
    }
  });

  it('enlarges its result only by the factor of the averaging', () => {
    expect(
      enlargementOf(recipeSchema.parse({ operator: ['deblur-motion', 'upscale'], length: 3, scale: 4 })),
    ).toBe(4);
    expect(enlargementOf(recipeSchema.parse({ operator: 'denoise', scale: 4 }))).toBe(1);
  });

  it('is the same after it was written as JSON and read again', () => {
    const recipe = recipeSchema.parse({
      operator: ['deblur-gaussian', 'upscale'],
      blur: 1.5,
      scale: 2,
      seed: 7,
    });
    expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });

  it.each([
    [{ operator: 'repaint' }],
    [{ operator: [] }],
    [{ operator: ['denoise', 'denoise'] }],
    [{ operator: 'denoise', noise: -1 }],
    [{ operator: 'denoise', noise: Number.NaN }],
    [{ operator: 'denoise', noise: Number.POSITIVE_INFINITY }],
    [{ operator: 'upscale' }],
    [{ operator: 'upscale', scale: 9 }],
    [{ operator: 'upscale', scale: 2.5 }],
    [{ operator: 'deblur-gaussian', blur: 0 }],
    [{ operator: 'denoise', steps: 0 }],
    [{ operator: 'denoise', seed: -1 }],
    [{ operator: 'denoise', sed: 1 }],
    [{ operator: 'denoise', detail: -0.1 }],
    [{ operator: 'denoise', detail: 1.1 }],
    [{ operator: 'denoise', detail: 'auto' }],
    [{ operator: 'denoise', detail: 1, preview: true }],
    [{}],
  ])('%j is refused', (words) => {
    expect(recipeSchema.safeParse(words).success).toBe(false);
  });

  it.each([
    [['inpaint', 'jpeg']],
    [['jpeg', 'inpaint']],
    [['jpeg', 'colorize']],
    [['upscale', 'denoise', 'jpeg']],
    [['deblur-motion', 'upscale', 'inpaint', 'colorize', 'jpeg']],
  ])('%j is one measurement', (operator) => {
    expect(recipeSchema.parse({ operator, scale: 2, length: 5 }).operator).toEqual(operator);
  });

  it('requires that the file was saved after all spatial operators', () => {
    const parsed = recipeSchema.safeParse({ operator: ['deblur-motion', 'jpeg', 'upscale'], scale: 2 });
    expect(parsed.error && firstIssue(parsed.error)).toEqual(said('jpegLast', { earlier: ['upscale'] }));
  });
});

describe('noise in 8-bit levels', () => {
  it("is the paper's 0.05 at 6.375, and never below the network's lowest level", () => {
    expect(noiseLevel(6.375)).toBeCloseTo(0.05, 12);
    expect(noiseLevel(0)).toBe(0.01);
  });
});

describe('detail', () => {
  it('defaults to the usual one of the operators and the noise', () => {
    const detail = (words: object) => recipeSchema.parse(words).detail;
    expect(detail({ operator: 'denoise', noise: 10 })).toBe(1);
    expect(detail({ operator: 'denoise', noise: 25 })).toBe(0.7);
    expect(detail({ operator: 'denoise', noise: 51 })).toBe(0.3);
    expect(detail({ operator: 'inpaint' })).toBe(0.7);
    expect(detail({ operator: 'colorize' })).toBe(0);
    expect(detail({ operator: 'upscale', scale: 2 })).toBe(0.7);
    expect(detail({ operator: 'deblur-gaussian', blur: 1.5 })).toBe(0.5);
    expect(detail({ operator: ['inpaint', 'jpeg'] })).toBe(0.7);
    expect(detail({ operator: ['inpaint', 'colorize'] })).toBe(0);
  });

  it('stays open in a request until the noise is known', () => {
    const detail = (words: object) => recipeRequestSchema.parse(words).detail;
    expect(detail({ operator: 'denoise', noise: 'auto' })).toBe('auto');
    expect(detail({ operator: 'denoise', noise: 'auto', detail: 0.5 })).toBe(0.5);
    expect(detail({ operator: 'denoise', noise: 51 })).toBe(0.3);
    expect(detail({ operator: 'denoise', noise: 51, detail: 'auto' })).toBe('auto');
  });

  it('above 0 takes the requested steps, and only 1 is the posterior itself', () => {
    expect([0, 0.5, 1].map((detail) => callsOf({ detail, steps: 8 }))).toEqual([1, 8, 8]);
    expect([0, 0.5, 1].map((detail) => isExactSample({ detail, steps: 8 }))).toEqual([false, false, true]);
    // One step gives the mean, whatever the recipe asks for.
    expect(isDrawn({ detail: 1, steps: 1 })).toBe(false);
    expect(isExactSample({ detail: 1, steps: 1 })).toBe(false);
  });

  it('and renewed noise lie between 0 and 1 for every operator', () => {
    for (const name of OPERATORS) {
      const { temperature: _, ...sampling } = specOf(name).sampling;
      for (const value of Object.values(sampling)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it('scales the temperature, which is above 1 where the network is too sure, by how much is missing', () => {
    expect(temperatureOf({ operator: ['denoise'], detail: 1 })).toBe(1);
    expect(temperatureOf({ operator: ['denoise'], detail: 0.3 })).toBe(0.3);
    const enlarged = (scale: number, detail = 1) =>
      temperatureOf({ operator: ['upscale', 'denoise'], scale, detail });
    expect(enlarged(2)).toBeGreaterThan(1);
    expect(enlarged(3)).toBeCloseTo((enlarged(2) + enlarged(4)) / 2, 12);
    expect(enlarged(8)).toBe(enlarged(4));
    expect(enlarged(4, 0.5)).toBe(enlarged(4) / 2);
    const blurred = (blur: number) => temperatureOf({ operator: ['deblur-gaussian'], blur, detail: 1 });
    expect([blurred(0.3), blurred(5)]).toEqual([blurred(0.75), blurred(1.5)]);
    // A picture of the point spread function has no width.
    expect(temperatureOf({ operator: ['deblur-gaussian'], detail: 1 })).toBe(1);
  });

  it('comes with renewed noise if only a hole is missing', () => {
    expect(etaOf(['inpaint'])).toBe(1);
    expect(etaOf(['inpaint', 'jpeg'])).toBe(1);
    expect(etaOf(['inpaint', 'denoise', 'jpeg'])).toBe(1);
    expect(etaOf(['inpaint', 'colorize'])).toBe(0);
    expect(etaOf(['upscale', 'inpaint'])).toBe(0);
    expect(etaOf(['denoise', 'jpeg'])).toBe(0);
    expect(usualDetail(['denoise'], 0)).toBe(1);
  });
});

describe('a recipe from before detail existed', () => {
  const path = new URL('../fixtures/before-detail/words.json', import.meta.url);
  const words = z
    .object({ recipes: z.array(z.unknown()), requests: z.array(z.unknown()) })
    .parse(JSON.parse(readFileSync(path, 'utf8')));

  it('still means the full sample or the mean', () => {
    const recipes = words.recipes.map((recipe) => recipeSchema.parse(recipe));
    expect(recipes.map(({ operator, detail }) => [operator[0], detail])).toEqual([
      ['inpaint', 1],
      ['inpaint', 0],
      ['deblur-gaussian', 1],
    ]);
    for (const recipe of recipes) expect(recipe).not.toHaveProperty('preview');
    const requests = words.requests.map((request) => recipeRequestSchema.parse(request));
    expect(requests.map(({ operator, detail }) => [operator[0], detail])).toEqual([
      ['denoise', 1],
      ['colorize', 0],
    ]);
  });
});
