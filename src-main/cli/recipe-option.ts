import { existsSync } from 'node:fs';
import type { Rules } from '../contract/batch';
import { asOwnRecipe, OWN_RECIPE_TEXTS, OWN_RECIPES } from '../contract/own-recipes';
import { ownRules, readRecipeFile } from '../library/recipe-file';
import { closest } from './did-you-mean';
import { wrongUsage } from './wrong-usage';

/** A part of the help: the recipes that come with the program. */
export const OWN_RECIPES_HELP = `
Recipes that come with the program:
${OWN_RECIPES.map((name) => `  ${name.padEnd(14)} ${OWN_RECIPE_TEXTS[name]}`).join('\n')}`;

/** The recipe of a name that comes with the program, or of a file. Throws a PlainError (bad request). */
export async function readRecipe(nameOrFile: string): Promise<Rules> {
  const name = asOwnRecipe(nameOrFile);
  if (name === undefined) {
    // If there is no such file either, the name may have a typo.
    const meant = nameOrFile.includes('.') ? undefined : closest(nameOrFile, OWN_RECIPES);
    if (meant !== undefined && !existsSync(nameOrFile))
      throw wrongUsage(
        `There is no recipe ${nameOrFile}, and no file of that name. (Did you mean ${meant}?)`,
      );
    return readRecipeFile(nameOrFile);
  }
  return ownRules(name);
}
