import { expect, test } from 'vitest';
import { recipeSchema } from '../../../src-main/contract/recipe';
import { PLAIN_LOOK } from '../../../src-main/contract/window/results';
import { say } from '../../../src-renderer/messages/messages';
import { recipeLine, wholeRecipe } from '../../../src-renderer/results/recipe-line';
import { composedOf } from '../../../src-renderer/results/result-name';
import { sampleResult } from './samples';

const line = (recipe: Parameters<typeof recipeSchema.parse>[0], look = PLAIN_LOOK) =>
  recipeLine(recipeSchema.parse(recipe), look, say);

test('a result names the settings of its repairs, in pixels of the photo', () => {
  expect(line({ operator: 'inpaint' })).toBe('Scratches and spots');
  expect(
    line({
      operator: ['deblur-gaussian', 'upscale', 'denoise', 'jpeg'],
      blur: 3,
      scale: 2,
      noise: 12,
      quality: 40,
    }),
  ).toBe('Blur 1.5 pixels wide + Enlarge 2× + Noise and grain 12 + JPEG blocks 40');
  expect(line({ operator: 'deblur-motion', length: 9, angle: 30 })).toBe('Blur 9 pixels at 30°');
});

test('a result with new marks on top of another names the repairs of the whole photo', () => {
  const cleaned = recipeSchema.parse({ operator: ['inpaint', 'denoise'], noise: 12 });
  const filled = recipeSchema.parse({ operator: 'inpaint' });
  const { run, sample, made } = sampleResult('a');
  const result = { ...sampleResult('b'), recipe: filled, recipes: [cleaned, filled] };
  expect(wholeRecipe({ ...result, on: { run, sample, made } })).toBe(cleaned);
  expect(wholeRecipe(result)).toBe(filled);
});

test('a result names its strength if it is mixed with the original', () => {
  expect(line({ operator: 'denoise', noise: 5 }, { strength: 0.6, grain: 0 })).toBe(
    'Noise and grain 5 · Strength 60 %',
  );
});

test('a composed result names its parts, as long as they exist', () => {
  const [a, b] = ['a', 'b'].map((id) => ({ ...sampleResult(id), run: id }));
  if (!a || !b) throw new Error('there are two');
  const composed = {
    ...sampleResult('c'),
    sample: null,
    of: [a, b].map(({ run, sample, made }) => ({ run, sample, made })),
  };
  expect(composedOf([a, b, composed], composed, say)).toBe(
    'Put together by hand of Candidate 1 and Candidate 2',
  );
  expect(composedOf([b, composed], composed, say)).toBe('Put together by hand');
});
