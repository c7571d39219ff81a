import { usualDetail } from '../../src-main/contract/detail';
import { specOf } from '../../src-main/contract/operators';
import {
  type Recipe,
  type RecipeRequest,
  recipeRequestSchema,
  recipeSchema,
} from '../../src-main/contract/recipe';
import { addsColour } from '../../src-main/contract/recipe-facts';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { Asked, Part, PartFields } from './repair';
import { REPAIRS, type Repairs, tickedIn } from './schema';

/** The repairs whose values are estimated from each photo of a folder. */
export type Estimated = { readonly [Name in RepairName]?: boolean };

/**
 * All ticked repairs as one measurement, in the order in which things happened to the photo: it was blurred by the
 * lens, pooled into pixels, damaged, lost its colour, got noise, and was saved as a JPEG. Throws if nothing is ticked.
 */
export function recipeOf(repairs: Repairs): Recipe {
  const recipe = recipeSchema.parse(saidBy(repairs, {}));
  // There is only one mean.
  return recipe.detail === 0 ? { ...recipe, samples: 1 } : recipe;
}

/** The same for each photo of a folder, with 'auto' for values that are estimated from it. Throws if no repair is ticked. */
export function requestOf(repairs: Repairs, estimated: Estimated): RecipeRequest {
  return { ...recipeRequestSchema.parse(saidBy(repairs, estimated)), samples: 1 };
}

function saidBy(repairs: Repairs, estimated: Estimated) {
  const { detail, tone: own, toning, ...sampler } = repairs.advanced;
  const tone = toning === 'keep' ? own : toning;
  const measurement = measurementOf(repairs, estimated);
  return {
    ...measurement,
    ...sampler,
    ...(detail !== null && { detail }),
    // 'auto' is the default; a recipe that adds colour keeps no tone.
    ...(tone !== 'auto' && !addsColour(measurement) && { tone }),
  };
}

/** The detail of the repairs: the chosen one, otherwise the usual one. */
export function detailOf(repairs: Repairs): number {
  return repairs.advanced.detail ?? usualDetailOf(repairs);
}

/** The usual detail of the ticked repairs; a full sample if none is ticked. */
export function usualDetailOf(repairs: Repairs): number {
  const { operator, noise } = measurementOf(repairs, {});
  return usualDetail(operator, typeof noise === 'number' ? noise : 0);
}

/** The sampler's numbers that affect the result; the mean has one sample and one step. */
export function numbersOf(repairs: Repairs): readonly ('samples' | 'steps' | 'seed')[] {
  return detailOf(repairs) === 0 ? [] : ['samples', 'steps', 'seed'];
}

/** Whether the ticked repairs give the photo new colours. */
export function asksForColour(repairs: Repairs): boolean {
  return addsColour(measurementOf(repairs, {}));
}

/** The operators of the ticked repairs with their fields. */
function measurementOf(repairs: Repairs, estimated: Estimated): PartFields & Pick<Recipe, 'operator'> {
  const names = tickedIn(repairs);
  const enlargement = names.reduce((product, name) => product * enlargementOf(repairs, name), 1);
  const parts = names.map((name) => partOf(repairs, name, { enlargement, isEstimated: !!estimated[name] }));
  const operators = parts
    .flatMap((part) => part.operators)
    .map(({ name, event = specOf(name).event }) => ({ name, event }))
    .sort((a, b) => a.event - b.event);
  const fields: PartFields = Object.fromEntries(parts.flatMap((part) => Object.entries(part.fields ?? {})));
  return { ...fields, operator: operators.map(({ name }) => name) };
}

function enlargementOf<Name extends RepairName>(repairs: Repairs, name: Name): number {
  return REPAIRS[name].enlargement?.(repairs[name]) ?? 1;
}

function partOf<Name extends RepairName>(repairs: Repairs, name: Name, asked: Asked): Part {
  return REPAIRS[name].toRecipe(repairs[name], asked);
}
