import type { Recipe } from '../contract/recipe';
import { noiseLevel } from '../contract/recipe';
import type { ModelCard } from './model-card';

/**
 * Sentences about what the recipe asks that the network wasn't trained on, by its card. Such a restoration runs all
 * the same: the pivot is exact for every operator, only the network has to guess what it never saw.
 */
export function untrained(recipe: Recipe, card: ModelCard): string[] {
  const warnings: string[] = [];
  const say = (what: string) =>
    warnings.push(
      `The network (version ${card.version}) was not trained on ${what}; look at the result with care.`,
    );
  for (const name of recipe.operator) {
    if (!(name in card.operators)) say(name);
  }
  if (
    recipe.operator.includes('upscale') &&
    recipe.scale !== undefined &&
    !card.blockMeans.includes(recipe.scale)
  ) {
    say(`enlarging by ${recipe.scale} (it was on ${card.blockMeans.join(' and ')})`);
  }
  const spatial = recipe.operator.filter((name) => name !== 'denoise');
  const greyWithDamage = spatial.length === 2 && spatial.includes('colorize') && spatial.includes('inpaint');
  if (spatial.length > 1 && !greyWithDamage) say(`${spatial.join(' and ')} at once`);
  const [low, high] = card.operators[recipe.operator[0]]?.sigmaY ?? card.sigmaY;
  const level = noiseLevel(recipe.noise);
  if (level < low || level > high)
    say(`noise of ${recipe.noise} levels (it was up to ${Math.round(high * 127.5)})`);
  return warnings;
}
