import { SPECS } from '../contract/operators';
import { type AnyRecipe, type Recipe, type RecipeRequest, recipeSchema } from '../contract/recipe';
import { needsMask, needsTables } from '../contract/recipe-facts';
import { z } from '../contract/schema';
import type { Suggestions } from '../contract/window/documents';
import type { ChannelsField, FieldSpec, NumberField } from '../operators/spec';

/** What is known about a photo. */
export interface Known {
  /** Its analysis, if needsAnalysis is true. */
  readonly suggestions?: Suggestions;
  /** The share of pixels, 0 to 1, that an 'auto' mask marks; undefined if the photo has a mask of its own. */
  readonly damaged?: number | undefined;
  /** Whether its file is a JPEG with readable tables. */
  readonly hasTables?: boolean;
}

interface Asked {
  readonly operator: string;
  readonly name: string;
  readonly field: NumberField | ChannelsField;
}

/** The fields for which a recipe says 'auto'. */
function autoFields(request: AnyRecipe): Asked[] {
  return SPECS.flatMap((spec) =>
    Object.entries(spec.fields).flatMap(([name, field]) =>
      field.kind !== 'choice' && request[name] === 'auto' ? { operator: spec.name, name, field } : [],
    ),
  );
}

/** The request with 'auto' for fields that are estimated together with others and have no value or the default. */
function withCompanions(request: AnyRecipe): AnyRecipe {
  const fields = new Map<string, FieldSpec>(SPECS.flatMap(({ fields }) => Object.entries(fields)));
  const missing = autoFields(request)
    .flatMap(({ field }) => field.estimate?.with ?? [])
    .filter((name) => {
      const field = fields.get(name);
      const usual = field?.kind === 'number' ? field.default : undefined;
      return request[name] === undefined || request[name] === usual;
    });
  if (missing.length === 0) return request;
  return withCompanions({ ...request, ...Object.fromEntries(missing.map((name) => [name, 'auto'])) });
}

/** Whether a photo must be analysed before the recipe can be applied to it. A JPEG's own tables need no analysis. */
export function needsAnalysis(request: RecipeRequest): boolean {
  return autoFields(request).some(({ field }) => field.estimate !== undefined);
}

/** Whether the recipe sharpens a photo as much as it is found blurred; a JPEG's tables are needed then. */
export function sharpensAsFound(request: RecipeRequest): boolean {
  return sharpenedBy(request).length > 0;
}

/** The names of the analysis' values by which a photo is sharpened. */
function sharpenedBy(request: AnyRecipe): string[] {
  return autoFields(request).flatMap(({ field }) =>
    field.kind === 'number' && field.estimate?.sharpens ? field.estimate.of : [],
  );
}

/**
 * The recipe for one photo: the request with the photo's own values in place of 'auto'. If the analysis finds nothing for
 * an operator, the operator is removed, unless it is the only one. A field that is 'auto' and has no estimate is removed,
 * so that the file's own value is used; an 'auto' detail becomes the default. Throws a RangeError if needsAnalysis is
 * true and `known` has no suggestions.
 */
export function resolveRecipe(request: RecipeRequest, known: Known = {}): Recipe {
  const { suggestions, damaged, hasTables = false } = known;
  const { mask, sensitivity, limit, ...rest } = request;
  const asked = withCompanions(rest);
  const values: Record<string, unknown> = { ...asked };
  let operator = damaged === 0 ? withoutMasked(request) : request.operator;
  for (const { operator: of, name, field } of autoFields(asked)) {
    delete values[name];
    if (!field.estimate) continue;
    const found = foundIn(suggestions, field.estimate.of);
    const others = operator.filter((each) => each !== of);
    if (found === null && others.length > 0) operator = others;
    else values[name] = boundedValue(field, found ?? field.estimate.otherwise);
  }
  if (request.detail === 'auto') delete values['detail'];
  const recipe = recipeSchema.parse({ ...values, operator });
  const isSharpened = sharpenedBy(asked).some((name) => foundIn(suggestions, name) !== null);
  return isSharpened && hasTables ? withRounding(recipe) : recipe;
}

/**
 * The recipe with the rounding of a JPEG file, whose errors sharpening alone enlarges until the result is worse than the
 * photo.
 */
function withRounding(recipe: Recipe): Recipe {
  if (needsTables(recipe)) return recipe;
  return recipeSchema.parse({ ...recipe, operator: [...recipe.operator, 'jpeg'] });
}

/**
 * The request for a file without readable JPEG tables: an operator whose 'auto' would take the file's own is left out,
 * unless it is the only one.
 */
export function withoutTables(request: RecipeRequest): RecipeRequest {
  const others = request.operator.filter((name) => !needsTables({ operator: [name] }));
  if (request.quality !== 'auto' || others.length === 0) return request;
  const { quality, ...rest } = request;
  return { ...rest, operator: others };
}

/** The operators that need no mask, or all operators if all need one. */
function withoutMasked({ operator }: RecipeRequest): RecipeRequest['operator'] {
  const others = operator.filter((name) => !needsMask({ operator: [name] }));
  return others.length > 0 ? others : operator;
}

/** The value of a field, within its range. */
function boundedValue({ kind, range }: Asked['field'], found: number | readonly number[]): unknown {
  const bounded = (value: number) => Math.min(range.max, value);
  if (kind === 'number') return typeof found === 'number' ? bounded(found) : undefined;
  return (typeof found === 'number' ? [found, found, found] : found).map(bounded);
}

/** The analysis' value with a name; null if it found none. */
function foundIn(suggestions: Suggestions | undefined, name: string): number | readonly number[] | null {
  if (!suggestions) throw new RangeError(`the ${name} of a photo that was not analysed`);
  const found: unknown = Object.entries(suggestions).find(([key]) => key === name)?.[1];
  const values = z.union([z.number(), z.array(z.number())]).safeParse(found);
  return values.success ? values.data : null;
}
