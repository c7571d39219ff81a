import { asOwnRecipe, OWN_RECIPE_TEXTS, OWN_RECIPES, ownRecipe } from '../contract/own-recipes';
import { resultSettingsSchema } from '../contract/result-settings';
import { type RuleFor, readRecipeFile } from '../library/recipe-file';

/** A part of the help: the recipes that come with the program. */
export const OWN_RECIPES_HELP = `
Recipes that come with the program:
${OWN_RECIPES.map((name) => `  ${name.padEnd(14)} ${OWN_RECIPE_TEXTS[name]}`).join('\n')}`;

/** The recipe of a name that comes with the program, or of a file. Throws a PlainError (bad request). */
export async function readRecipe(nameOrFile: string): Promise<RuleFor> {
  const name = asOwnRecipe(nameOrFile);
  if (name === undefined) return readRecipeFile(nameOrFile);
  const rule = { recipe: ownRecipe(name), output: resultSettingsSchema.parse({}) };
  return () => rule;
}
