import { specOf } from './operators';
import { type AnyRecipe, type Recipe, TONE_CHOICES, type ToneChoice } from './recipe';
import { TONINGS, type Toning } from './toning';

/** The factor by which each side of a recipe's result is larger than the photo's. */
export function enlargementOf(recipe: AnyRecipe): number {
  return recipe.operator.reduce((product, name) => {
    const { enlargesBy } = specOf(name);
    const factor = enlargesBy === null ? 1 : recipe[enlargesBy];
    return typeof factor === 'number' ? product * factor : product;
  }, 1);
}

/** Whether a recipe's result has colour even if the photo doesn't. */
export function addsColour({ operator }: AnyRecipe): boolean {
  return operator.some((name) => specOf(name).addsColour);
}

/** Whether a recipe uses a mask of the damage. */
export function needsMask({ operator }: AnyRecipe): boolean {
  return operator.some((name) => specOf(name).needs.mask !== null);
}

/** Whether a recipe needs the quantisation tables of a JPEG. */
export function needsTables({ operator }: AnyRecipe): boolean {
  return operator.some((name) => specOf(name).needs.tables);
}

/** Whether the photo keeps its single tone during the restoration; if the result gets another tone, the photo decides. */
export function toneOf({ tone }: Pick<Recipe, 'tone'>): ToneChoice {
  return TONE_CHOICES.find((choice) => choice === tone) ?? 'auto';
}

/** The tone that the result gets after the restoration; undefined if it keeps its own. */
export function toningOf({ tone }: Pick<Recipe, 'tone'>): Toning | undefined {
  return TONINGS.find((toning) => toning === tone);
}
