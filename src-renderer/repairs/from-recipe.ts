import { usualDetail } from '../../src-main/contract/detail';
import { SPECS } from '../../src-main/contract/operators';
import type { RecipeRequest } from '../../src-main/contract/recipe';
import { addsColour, toneOf, toningOf } from '../../src-main/contract/recipe-facts';
import type { RepairName } from '../../src-main/operators/catalogue';
import { LIMITS } from './advanced';
import type { Estimated } from './recipe';
import { held } from './repair';
import { REPAIR_NAMES, REPAIRS, type Repairs, tick, withRepair } from './schema';

/**
 * The repairs of a recipe. Repairs that it doesn't have, and values that are estimated from each photo, keep the values
 * of `current`. Widths that were scaled for an enlargement are scaled back.
 */
export function repairsOf(recipe: RecipeRequest, current: Repairs): Repairs {
  const repairs = REPAIR_NAMES.reduce((all, name) => withRead(all, name, recipe), current);
  const { operator, noise, detail } = recipe;
  const usual = usualDetail(operator, noise === 'auto' ? 0 : noise);
  return {
    ...repairs,
    advanced: {
      detail: detail === 'auto' || detail === usual ? null : detail,
      steps: held(recipe.steps, LIMITS.steps),
      seed: recipe.seed,
      samples: held(recipe.samples, LIMITS.samples),
      provider: current.advanced.provider,
      tone: addsColour(recipe) ? current.advanced.tone : toneOf(recipe),
      toning: addsColour(recipe) ? current.advanced.toning : (toningOf(recipe) ?? 'keep'),
    },
  };
}

/** Which repairs a recipe estimates from each photo; those that it doesn't have count as estimated too. */
export function estimatedIn(recipe: RecipeRequest): Estimated {
  return Object.fromEntries(
    REPAIR_NAMES.map((name) => [
      name,
      canBeEstimated(name) && (!holds(recipe, name) || REPAIRS[name].isEstimated?.(recipe)),
    ]),
  );
}

/** Whether a repair's values can be estimated from each photo. */
export function canBeEstimated(name: RepairName): boolean {
  return REPAIRS[name].isEstimated !== undefined;
}

/** All repairs that can be estimated, set to be estimated. */
export const ALL_ESTIMATED: Estimated = Object.fromEntries(
  REPAIR_NAMES.map((name) => [name, canBeEstimated(name)]),
);

function holds({ operator }: RecipeRequest, name: RepairName): boolean {
  return SPECS.some((spec) => spec.repair.name === name && operator.includes(spec.name));
}

function withRead<Name extends RepairName>(repairs: Repairs, name: Name, recipe: RecipeRequest): Repairs {
  if (!holds(recipe, name)) return tick(repairs, name, false);
  return tick(withRepair(repairs, name, REPAIRS[name].fromRecipe(recipe, repairs[name])), name, true);
}
