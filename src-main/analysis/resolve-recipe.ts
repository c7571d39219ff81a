import { SPECS } from '../contract/operators';
import { type AnyRecipe, type Recipe, type RecipeRequest, recipeSchema } from '../contract/recipe';
import type { Suggestions } from '../contract/window/documents';
import type { FieldSpec, NumberField } from '../operators/spec';

interface Asked {
  readonly operator: string;
  readonly name: string;
  readonly field: NumberField;
}

/** The fields for which a recipe says 'auto'. */
function autoFields(request: AnyRecipe): Asked[] {
  return SPECS.flatMap((spec) =>
    Object.entries(spec.fields).flatMap(([name, field]) =>
      field.kind === 'number' && request[name] === 'auto' ? { operator: spec.name, name, field } : [],
    ),
  );
}

/** The request with 'auto' for fields that are estimated together with others and aren't given: they have no value, or the usual one. */
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

/** Whether a photo has to be looked at before the recipe can be used on it. A JPEG's own tables need no look. */
export function needsAnalysis(request: RecipeRequest): boolean {
  return autoFields(request).some(({ field }) => field.estimate !== undefined);
}

/**
 * The recipe for one photo: what was asked for, with its own values where that says 'auto'. An operator whose cause the
 * photo doesn't show is left out where anything else is to be done. A field without an estimate is left out where it is
 * 'auto', which has the file's own used; detail that is 'auto' is the usual one. `suggestions` may be left out where
 * needsAnalysis says no.
 */
export function resolveRecipe(request: RecipeRequest, suggestions?: Suggestions): Recipe {
  const asked = withCompanions(request);
  const values: Record<string, unknown> = { ...asked };
  let { operator } = request;
  for (const { operator: of, name, field } of autoFields(asked)) {
    delete values[name];
    if (!field.estimate) continue;
    const found = foundIn(suggestions, field.estimate.of);
    const others = operator.filter((each) => each !== of);
    if (found === null && others.length > 0) operator = others;
    else values[name] = Math.min(field.range.max, found ?? field.estimate.otherwise);
  }
  if (request.detail === 'auto') delete values['detail'];
  return recipeSchema.parse({ ...values, operator });
}

/** What the analysis found of a name; null where it found nothing. */
function foundIn(suggestions: Suggestions | undefined, name: string): number | null {
  if (!suggestions) throw new RangeError(`the ${name} of a photo that was not analysed`);
  const found: unknown = Object.entries(suggestions).find(([key]) => key === name)?.[1];
  return typeof found === 'number' ? found : null;
}
