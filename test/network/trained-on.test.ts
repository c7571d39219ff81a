import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { recipeSchema } from '../../src-main/contract/recipe';
import { inEnglish } from '../../src-main/contract/said';
import type { ModelCard } from '../../src-main/network/card-schema';
import { loadModel } from '../../src-main/network/model-card';
import { untrained } from '../../src-main/network/trained-on';

let card: ModelCard;
beforeAll(async () => {
  ({ card } = await loadModel('models/eps-universal.onnx'));
  expect(JSON.parse(await readFile('models/eps-universal.json', 'utf8')).sha256).toBe(card.sha256);
});

const warnings = (words: object) => untrained(recipeSchema.parse(words), card).map(inEnglish);

describe('what the network was not trained on', () => {
  it.each([
    { operator: 'denoise', noise: 25 },
    { operator: 'inpaint' },
    { operator: 'upscale', scale: 2 },
    { operator: 'upscale', scale: 4 },
    { operator: ['colorize', 'inpaint'] },
    { operator: ['deblur-gaussian', 'denoise'], blur: 1, noise: 5 },
    { operator: 'jpeg', quality: 30 },
  ])('is nothing of %j', (words) => {
    expect(warnings(words)).toEqual([]);
  });

  it.each([
    [{ operator: 'upscale', scale: 3 }, /not trained on enlarging by 3 \(it was on 2 and 4\)/],
    [{ operator: ['upscale', 'inpaint'], scale: 2 }, /not trained on upscale and inpaint at once/],
    [{ operator: ['inpaint', 'jpeg'] }, /not trained on inpaint and jpeg at once/],
    [{ operator: ['denoise', 'jpeg'], noise: 10 }, /not trained on denoise and jpeg at once/],
    [{ operator: 'inpaint', noise: 100 }, /not trained on noise of 100 levels \(it was up to 38\)/],
  ])('is told of %j in one sentence with the version', (words, sentence) => {
    const told = warnings(words);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(sentence);
    expect(told[0]).toContain(`(version ${card.version})`);
  });
});
