import type { Rule, Rules } from '../contract/batch';
import { badRequest } from '../contract/errors';
import { asOwnRecipe, OWN_RECIPES } from '../contract/own-recipes';
import { recipeRequestSchema } from '../contract/recipe';
import { firstIssue, quoted, said } from '../contract/said';
import { ownRules, parseRules } from '../library/recipe-file';

/** What messages call a recipe that isn't a file. */
const GIVEN = 'that was given';

/** The recipes of photos, and how their results are written. Throws a PlainError (bad request). */
export function rulesOf(recipe: unknown): Rules {
  if (typeof recipe !== 'string') return parseRules(recipe, GIVEN);
  const name = asOwnRecipe(recipe);
  if (name === undefined)
    throw badRequest(quoted(`There is no recipe ${recipe}; there are ${OWN_RECIPES.join(', ')}.`));
  return ownRules(name);
}

/** The recipe of one photo, with the request's own values. Throws a PlainError (bad request). */
export function ruleOf(
  recipe: unknown,
  beside: { readonly seed?: number | undefined; readonly samples?: number | undefined },
): Rule {
  const rule = rulesOf(recipe);
  const given = Object.entries(beside).filter(([, value]) => value !== undefined);
  const parsed = recipeRequestSchema.safeParse({ ...rule.recipe, ...Object.fromEntries(given) });
  if (parsed.success) return { ...rule, recipe: parsed.data };
  throw badRequest(said('recipeUnusable', { path: GIVEN, issue: firstIssue(parsed.error) }), parsed.error);
}
