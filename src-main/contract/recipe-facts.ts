import { specOf } from './operators';
import type { AnyRecipe } from './recipe';

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
