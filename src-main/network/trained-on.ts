import type { Recipe } from '../contract/recipe';
import { noiseLevel } from '../contract/recipe';
import { type Sentence, sentence } from '../contract/sentences';
import type { ModelCard } from './model-card';

/**
 * Sentences about what the recipe asks that the network wasn't trained on, by its card. Such a restoration runs all
 * the same: the pivot is exact for every operator, only the network has to guess what it never saw.
 */
export function untrained(recipe: Recipe, card: ModelCard): Sentence[] {
  const warnings: Sentence[] = [];
  const say = (what: string) => warnings.push(sentence('untrained', { version: card.version, what }));
  for (const name of recipe.operator) {
    if (!(name in card.operators)) say(name);
  }
  if (
    recipe.operator.includes('upscale') &&
    recipe.scale !== undefined &&
    !card.blockMeans.includes(recipe.scale)
  ) {
    say(sentence('untrainedScale', { scale: recipe.scale, scales: card.blockMeans.join(' and ') }));
  }
  // White noise went with everything but the rounding of JPEG files.
  const together = recipe.operator.filter((name) => name !== 'denoise' || recipe.operator.includes('jpeg'));
  const greyWithDamage =
    together.length === 2 && together.includes('colorize') && together.includes('inpaint');
  if (together.length > 1 && !greyWithDamage)
    say(sentence('untrainedTogether', { operators: together.join(' and ') }));
  const [low, high] = card.operators[recipe.operator[0]]?.sigmaY ?? card.sigmaY;
  const level = noiseLevel(recipe.noise);
  if (level < low || level > high)
    say(sentence('untrainedNoise', { noise: recipe.noise, most: Math.round(high * 127.5) }));
  return warnings;
}
