import { nameInCards, type Spec, specOf } from '../contract/operators';
import { type AnyRecipe, noiseLevel, type Recipe } from '../contract/recipe';
import { type Said, said } from '../contract/said';
import { denoise } from '../operators/denoise/spec';
import type { ModelCard } from './card-schema';

/**
 * Warnings about parts of the recipe that the network wasn't trained on, according to its card. Such a restoration
 * still runs: the pivot is exact for every operator, and only the network has to extrapolate.
 */
export function untrained(recipe: Recipe, card: ModelCard): Said[] {
  const whats = [
    ...recipe.operator
      .filter((name) => !(nameInCards(name) in card.operators))
      .map((name) => said('operators', { operators: [name] })),
    ...untrainedValues(recipe, card),
    ...untrainedTogether(recipe),
    ...untrainedNoise(recipe, card),
  ];
  return whats.map((what) => said('untrained', { version: card.version, what }));
}

/** Whether the network was trained on noise whose neighbouring pixels agree. */
export function knowsGrain(card: ModelCard): boolean {
  return card.operators[denoise.name]?.grain !== undefined;
}

/** Warnings about field values that aren't in the card's list of trained values. */
function untrainedValues(recipe: AnyRecipe, card: ModelCard): Said[] {
  return recipe.operator
    .flatMap((name) => Object.entries(specOf(name).fields))
    .flatMap(([name, field]) => {
      const value = recipe[name];
      if (field.kind !== 'number' || !field.trainedList || typeof value !== 'number') return [];
      const trained = card[field.trainedList];
      if (trained.includes(value)) return [];
      return said('untrainedScale', { scale: value, scales: trained });
    });
}

/** One warning that names the operators never trained together with another one of the recipe. */
function untrainedTogether({ operator }: Recipe): Said[] {
  const strangers = operator.filter((name) =>
    operator.some((other) => other !== name && !wereTrainedTogether(specOf(name), specOf(other))),
  );
  return strangers.length > 0 ? [said('untrainedTogether', { operators: strangers })] : [];
}

function wereTrainedTogether(one: Spec, other: Spec): boolean {
  return one.trainedWith.includes(other.name) || other.trainedWith.includes(one.name);
}

function untrainedNoise(recipe: Recipe, card: ModelCard): Said[] {
  const [low, high] = card.operators[nameInCards(recipe.operator[0])]?.sigmaY ?? card.sigmaY;
  const level = noiseLevel(recipe.noise);
  if (level >= low && level <= high) return [];
  return [said('untrainedNoise', { noise: recipe.noise, most: Math.round(high * 127.5) })];
}
