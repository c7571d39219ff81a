import { specOf } from '../contract/operators';
import { type AnyRecipe, noiseLevel, type Recipe } from '../contract/recipe';
import { type Said, said } from '../contract/said';
import type { ModelCard } from './model-card';

/**
 * Sentences about what the recipe asks that the network wasn't trained on, by its card. Such a restoration runs all
 * the same: the pivot is exact for every operator, only the network has to guess what it never saw.
 */
export function untrained(recipe: Recipe, card: ModelCard): Said[] {
  const whats = [
    ...recipe.operator.filter((name) => !(name in card.operators)),
    ...untrainedValues(recipe, card),
    ...untrainedTogether(recipe),
    ...untrainedNoise(recipe, card),
  ];
  return whats.map((what) => said('untrained', { version: card.version, what }));
}

/** Values of fields that aren't in the card's lists of them. */
function untrainedValues(recipe: AnyRecipe, card: ModelCard): Said[] {
  return recipe.operator
    .flatMap((name) => Object.entries(specOf(name).fields))
    .flatMap(([name, field]) => {
      const value = recipe[name];
      if (field.kind !== 'number' || !field.trainedList || typeof value !== 'number') return [];
      const trained = card[field.trainedList];
      if (trained.includes(value)) return [];
      return said('untrainedScale', { scale: value, scales: trained.join(' and ') });
    });
}

/** The operators that never came together with another one of the recipe, in one sentence. */
function untrainedTogether({ operator }: Recipe): Said[] {
  const strangers = operator.filter((name) =>
    operator.some((other) => other !== name && !specOf(name).trainedWith.includes(other)),
  );
  return strangers.length > 0 ? [said('untrainedTogether', { operators: strangers.join(' and ') })] : [];
}

function untrainedNoise(recipe: Recipe, card: ModelCard): Said[] {
  const [low, high] = card.operators[recipe.operator[0]]?.sigmaY ?? card.sigmaY;
  const level = noiseLevel(recipe.noise);
  if (level >= low && level <= high) return [];
  return [said('untrainedNoise', { noise: recipe.noise, most: Math.round(high * 127.5) })];
}
