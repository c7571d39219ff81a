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
});

describe('noise in 8-bit levels', () => {
  it("is the paper's 0.05 at 6.375, and never below what the network knows", () => {
    expect(noiseLevel(6.375)).toBeCloseTo(0.05, 12);
    expect(noiseLevel(0)).toBe(0.01);
  });
});
