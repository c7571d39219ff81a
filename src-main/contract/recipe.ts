import type { OperatorName } from '../operators/catalogue';
import { damageFields } from './damage';
import { usualDetail } from './detail';
import { OF_THE_OPERATORS, OPERATORS, specOf } from './operators';
import { fieldSchemas, wholeNumber } from './recipe-fields';
import { type Said, said, toText } from './said';
import { z } from './schema';
import { TONINGS } from './toning';

export { OPERATORS, type OperatorName };

export const PROVIDERS = ['auto', 'cpu', 'webgpu', 'dml', 'coreml', 'cuda'] as const;
export type ProviderChoice = (typeof PROVIDERS)[number];

const operatorError = { error: toText(OF_THE_OPERATORS) };
const operator = z.enum(OPERATORS, operatorError);

/** Whether a photo keeps its single tone: decided by the photo, always, or never. */
export const TONE_CHOICES = ['auto', 'single', 'free'] as const;
export type ToneChoice = (typeof TONE_CHOICES)[number];

/** Converts 8-bit levels to the noise level sigma_y, at least 0.01, the lowest level of the network. */
export function noiseLevel(levels: number): number {
  return Math.max(levels / 127.5, 0.01);
}

const DETAIL = toText(said('detailRange'));
const detail = z.number({ error: DETAIL }).min(0, DETAIL).max(1, DETAIL);

/** A result may get another tone than the photo's own. */
const TONES = [...TONE_CHOICES, ...TONINGS] as const;
const TONE = toText(
  said('eitherOr', { field: 'tone', names: TONES.slice(0, -1).join(', '), last: TONES.slice(-1).join('') }),
);
const PROVIDER = toText(said('ofTheProviders', { names: PROVIDERS.join(', ') }));

const operatorField = {
  operator: z
    .union([operator, z.array(operator).min(1)], operatorError)
    .transform((value) => (Array.isArray(value) ? value : [value])),
};

/** The fields of recipes with any operators. */
const commonFields = {
  /** Default 'auto'. */
  tone: z.enum(TONES, { error: TONE }).optional(),
  steps: wholeNumber('steps', 1, 1000).default(8),
  seed: wholeNumber('seed', 0, Number.MAX_SAFE_INTEGER).default(0),
  samples: wholeNumber('samples', 1, 64).default(1),
  detail: detail.optional(),
  /** From recipes before there was a detail: true is the mean, false a full sample. */
  preview: z.boolean().optional(),
  provider: z.enum(PROVIDERS, { error: PROVIDER }).default('auto'),
};

/**
 * A restoration's options: the single schema of the command line, batches, presets and project files.
 * Sizes are in pixels of the photo, noise in 8-bit levels, angles in degrees.
 */
export const recipeSchema = z
  .strictObject({ ...operatorField, ...fieldSchemas('known'), ...commonFields })
  .superRefine(checkOperators)
  .transform(({ preview, detail, ...recipe }) => ({
    ...recipe,
    detail: detail ?? detailBefore(preview) ?? usualDetail(recipe.operator, recipe.noise),
  }));

/** A recipe with its defaults; `operator` is always a list. */
export type Recipe = z.infer<typeof recipeSchema>;

/**
 * A requested recipe: noise, blur and quality may be 'auto' and are then estimated from each photo. The mask may be
 * 'auto' (contract/damage.ts), and detail, whose default that is. analysis/resolve-recipe.ts turns a request into a
 * Recipe. Every recipe is also a request.
 */
export const recipeRequestSchema = z
  .strictObject({
    ...operatorField,
    ...fieldSchemas('asked'),
    ...commonFields,
    ...damageFields,
    detail: z.union([z.literal('auto'), detail], { error: DETAIL }).optional(),
  })
  .superRefine(checkOperators)
  .transform(({ preview, detail, ...request }) => ({
    ...request,
    detail: detail ?? detailBefore(preview) ?? usualUnlessNoiseIsUnknown(request),
  }));

export type RecipeRequest = z.infer<typeof recipeRequestSchema>;

/** The names of a recipe's fields, except `operator`, that may be written. */
export const RECIPE_FIELDS: ReadonlySet<string> = new Set(
  Object.keys({ ...fieldSchemas('known'), ...commonFields }),
);

function detailBefore(preview: boolean | undefined): number | undefined {
  return preview === undefined ? undefined : preview ? 0 : 1;
}

function usualUnlessNoiseIsUnknown(request: {
  readonly operator: readonly OperatorName[];
  readonly noise: number | 'auto';
}): number | 'auto' {
  return request.noise === 'auto' ? 'auto' : usualDetail(request.operator, request.noise);
}

/** A recipe whose fields are read by the names in the specs. */
export interface AnyRecipe {
  readonly operator: readonly OperatorName[];
  readonly [field: string]: unknown;
}

function checkOperators(
  recipe: AnyRecipe,
  context: { addIssue(issue: { code: 'custom'; message: string }): void },
): void {
  const complain = (issue: Said) => context.addIssue({ code: 'custom', message: toText(issue) });
  const specs = recipe.operator.map(specOf);
  if (new Set(specs).size < specs.length) complain(said('operatorTwice'));
  const fields = specs.flatMap((spec) => Object.entries(spec.fields));
  // Estimated together with another field.
  const companions = fields.flatMap(([name, field]) =>
    field.kind !== 'choice' && recipe[name] === 'auto' ? (field.estimate?.with ?? []) : [],
  );
  for (const [name, field] of fields) {
    const isGiven = recipe[name] !== undefined;
    if (field.kind === 'choice') {
      const { onlyWith } = field;
      if (isGiven && onlyWith && typeof recipe[onlyWith.field] !== 'number')
        complain(said(onlyWith.complaint));
    } else if (field.missing && !isGiven && !companions.includes(name)) complain(said(field.missing));
  }
  const isMasked = specs.some(({ needs }) => needs.mask !== null);
  if (recipe['mask'] !== undefined && !isMasked) complain(said('maskUnused'));
  if ((recipe['sensitivity'] ?? recipe['limit']) !== undefined && recipe['mask'] === undefined)
    complain(said('sensitivityUnused'));
  if (recipe['preview'] !== undefined && recipe['detail'] !== undefined) complain(said('detailTwice'));
  for (const [place, { spatialAfter }] of specs.entries()) {
    const later = specs.slice(place).filter(({ isSpatial }) => isSpatial);
    if (spatialAfter && later.length > 0)
      complain(said(spatialAfter, { earlier: later.map(({ name }) => name) }));
  }
}
