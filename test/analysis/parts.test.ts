import { describe, expect, it } from 'vitest';
import { analysedAreas } from '../../src-main/analysis/analysed-areas';
import { boxMean } from '../../src-main/analysis/box-mean';
import { connectedComponents } from '../../src-main/analysis/components';
import { nearestQuality } from '../../src-main/analysis/jpeg-quality';
import { dilate, erode } from '../../src-main/analysis/morphology';
import { resolveRecipe } from '../../src-main/analysis/resolve-recipe';
import { symmetricEigenvalues } from '../../src-main/analysis/symmetric-eigenvalues';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { recipeRequestSchema, recipeSchema } from '../../src-main/contract/recipe';
import { firstIssue, inEnglish } from '../../src-main/contract/said';
import { plane, uniforms } from './support';

describe('the quality of a JPEG', () => {
  it.each([1, 10, 40, 75, 90, 100])('%d is read from the tables of the usual encoder', (quality) => {
    expect(nearestQuality(standardTables(quality, '4:2:0'))).toBe(quality);
  });

  it('is the nearest one if another encoder chose its own steps', () => {
    const { quantisation, ...rest } = standardTables(70, '4:2:0');
    const [luma, ...chroma] = quantisation;
    const other = luma.map((step, i) => Math.max(1, step + (i % 3) - 1));
    const found = nearestQuality({ ...rest, quantisation: [other, chroma[0], chroma[1]] });
    expect(Math.abs(found - 70)).toBeLessThanOrEqual(2);
  });
});

describe('running extremes and means', () => {
  const uniform = uniforms(3);
  const picture = plane(23, 17, () => uniform());
  const around = (x: number, y: number, radius: number) =>
    Array.from({ length: 23 * 17 }, (_, i) => i)
      .filter((i) => Math.abs((i % 23) - x) <= radius && Math.abs(Math.floor(i / 23) - y) <= radius)
      .map((i) => picture.data[i]);

  it.each([1, 2, 5, 30])('over squares of radius %d are what a search finds', (radius) => {
    const [largest, smallest, mean] = [
      dilate(picture, radius),
      erode(picture, radius),
      boxMean(picture, radius),
    ];
    for (let y = 0; y < 17; y++) {
      for (let x = 0; x < 23; x++) {
        const values = around(x, y, radius);
        expect(largest.data[y * 23 + x]).toBe(Math.max(...values));
        expect(smallest.data[y * 23 + x]).toBe(Math.min(...values));
        expect(mean.data[y * 23 + x]).toBeCloseTo(values.reduce((a, b) => a + b) / values.length, 5);
      }
    }
  });
});

it('components are connected by corners, never across the border', () => {
  // biome-ignore format: a picture is read as one
  const marks = Uint8Array.from([
    1, 0, 0, 0, 1,
    0, 1, 0, 0, 0,
    0, 0, 1, 1, 1,
  ]);
  const found = connectedComponents(marks, 5).map(({ pixels }) => [...pixels].sort((a, b) => a - b));
  expect(found).toEqual([[0, 6, 12, 13, 14], [4]]);
});

it('the eigenvalues of a matrix are those that it was made from', () => {
  const size = 12;
  const uniform = uniforms(8);
  const vector = Float64Array.from({ length: size }, () => uniform() - 0.5);
  const norm = vector.reduce((sum, v) => sum + v * v, 0);
  // A reflection H turns diag(1..size) into H diag H, which has the same eigenvalues.
  const h = (i: number, j: number) => (i === j ? 1 : 0) - (2 * vector[i] * vector[j]) / norm;
  const matrix = Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += h(i, k) * (k + 1) * h(k, j);
    return sum;
  });
  const found = symmetricEigenvalues(matrix, size);
  for (let k = 0; k < size; k++) expect(found[k]).toBeCloseTo(k + 1, 9);
});

it('large pictures are analysed in a bounded number of areas that are spread everywhere', () => {
  const areas = analysedAreas(12000, 8000);
  const pixels = areas.reduce((sum, { width, height }) => sum + width * height, 0);
  expect(pixels).toBeLessThan(1_500_000);
  for (const { x, y, width, height } of areas) {
    expect(x >= 0 && y >= 0 && x + width <= 12000 && y + height <= 8000).toBe(true);
  }
  expect(Math.max(...areas.map(({ x }) => x))).toBeGreaterThan(9000);
  expect(analysedAreas(100_000, 40)).not.toHaveLength(0);
  expect(analysedAreas(640, 480)).toEqual([{ x: 0, y: 0, width: 640, height: 480 }]);
});

describe('a recipe with values left to the photo', () => {
  const seen = {
    noise: 7.3,
    grain: 0,
    noiseByBrightness: [null, null, null],
    jpegQuality: 40,
    blur: 1.6,
    streak: null,
    colourless: false,
    scratches: 0,
    black: null,
    white: null,
    edges: 0,
  };

  it('becomes one of numbers', () => {
    const request = recipeRequestSchema.parse({
      operator: ['deblur-gaussian', 'denoise'],
      noise: 'auto',
      blur: 'auto',
      quality: 'auto',
      seed: 3,
    });
    const recipe = resolveRecipe(request, { suggestions: seen });
    expect(recipe).toEqual(
      recipeSchema.parse({
        operator: ['deblur-gaussian', 'denoise'],
        noise: 7.3,
        grain: 0,
        blur: 1.6,
        seed: 3,
      }),
    );
  });

  it('has the grain of an estimated noise, and the noise of an estimated blur, unless others are given', () => {
    const resolve = (words: object) =>
      resolveRecipe(recipeRequestSchema.parse(words), { suggestions: { ...seen, grain: 1.4 } });
    expect(resolve({ operator: 'denoise', noise: 'auto' })).toMatchObject({ noise: 7.3, grain: 1.4 });
    expect(resolve({ operator: 'denoise', noise: 5, grain: 'auto' })).toMatchObject({ noise: 5, grain: 1.4 });
    expect(resolve({ operator: 'denoise', noise: 'auto', grain: 0.8 })).toMatchObject({
      noise: 7.3,
      grain: 0.8,
    });
    expect(resolve({ operator: 'deblur-gaussian', blur: 'auto' })).toMatchObject({
      blur: 1.6,
      noise: 7.3,
      grain: 1.4,
    });
    expect(resolve({ operator: 'deblur-gaussian', blur: 'auto', noise: 3 })).not.toHaveProperty('grain');
    expect(resolve({ operator: 'denoise', noise: 5 })).not.toHaveProperty('grain');
  });

  it('deblurs a JPEG file with its rounding', () => {
    const inJpeg = (words: object, blur: number | null = 1.6) =>
      resolveRecipe(recipeRequestSchema.parse({ operator: 'deblur-gaussian', blur: 'auto', ...words }), {
        suggestions: { ...seen, blur, noise: 0.2 },
        hasTables: true,
      });
    expect(inJpeg({})).toMatchObject({ operator: ['deblur-gaussian', 'jpeg'], blur: 1.6, noise: 0.2 });
    expect(inJpeg({ noise: 0.5 })).toMatchObject({ operator: ['deblur-gaussian', 'jpeg'], noise: 0.5 });
    expect(inJpeg({ operator: ['deblur-gaussian', 'jpeg'], quality: 50 })).toMatchObject({
      operator: ['deblur-gaussian', 'jpeg'],
      quality: 50,
    });
    expect(inJpeg({}, null)).toMatchObject({ operator: ['deblur-gaussian'], blur: 0.3, noise: 0.2 });
    expect(inJpeg({ blur: 1.6 }).operator).toEqual(['deblur-gaussian']);
  });

  it('deblurs a sharp photo only if it asks for nothing else, and then hardly', () => {
    const sharp = { ...seen, blur: null };
    const both = recipeRequestSchema.parse({ operator: ['deblur-gaussian', 'denoise'], blur: 'auto' });
    expect(resolveRecipe(both, { suggestions: sharp }).operator).toEqual(['denoise']);
    const alone = recipeRequestSchema.parse({ operator: 'deblur-gaussian', blur: 'auto' });
    expect(resolveRecipe(alone, { suggestions: sharp })).toMatchObject({
      operator: ['deblur-gaussian'],
      blur: 0.3,
    });
  });

  it('keeps given values, and then needs no analysis', () => {
    const recipe = recipeSchema.parse({ operator: 'jpeg', noise: 4, quality: 30 });
    expect(resolveRecipe(recipe)).toEqual(recipe);
  });

  it.each([
    [{ noise: -1 }, 'noise must be a number of 8-bit levels from 0 to 127'],
    [{ noise: 'much' }, 'noise must be a number of 8-bit levels from 0 to 127'],
    [{ noise: Number.NaN }, 'noise must be a number of 8-bit levels from 0 to 127'],
    [{ blur: 0 }, 'blur must be the standard deviation of the blur in pixels, above 0 and at most 20'],
    [{ quality: 0.5 }, 'quality must be a whole number from 1 to 100'],
  ])('refuses %j as any recipe does', (wrong, sentence) => {
    for (const schema of [recipeSchema, recipeRequestSchema]) {
      const parsed = schema.safeParse({ operator: 'denoise', ...wrong });
      expect(parsed.error && inEnglish(firstIssue(parsed.error))).toBe(sentence);
    }
  });
});
