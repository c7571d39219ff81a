import { describe, expect, it } from 'vitest';
import { noiseLevel, recipeSchema } from '../../src-main/contract/recipe';

describe('a recipe', () => {
  it('fills in what was left out, and makes a list of one operator', () => {
    expect(recipeSchema.parse({ operator: 'denoise' })).toEqual({
      operator: ['denoise'],
      noise: 0,
      steps: 8,
      seed: 0,
      samples: 1,
      preview: false,
      provider: 'auto',
    });
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

  it('has the file saved after all that happened in space', () => {
    const parsed = recipeSchema.safeParse({ operator: ['deblur-motion', 'jpeg', 'upscale'], scale: 2 });
    expect(parsed.error?.issues[0]?.message).toBe(
      'jpeg must come after upscale in the list, as the file was saved after it happened',
    );
  });
});

describe('noise in 8-bit levels', () => {
  it("is the paper's 0.05 at 6.375, and never below what the network knows", () => {
    expect(noiseLevel(6.375)).toBeCloseTo(0.05, 12);
    expect(noiseLevel(0)).toBe(0.01);
  });
});
