import { usualDetail } from './detail';
import { OPERATORS, type OperatorName } from './operator-names';
import { z } from './schema';
import { type Sentence, sentence } from './sentences';

export { OPERATORS, type OperatorName } from './operator-names';

export const PROVIDERS = ['auto', 'cpu', 'webgpu', 'dml', 'coreml', 'cuda'] as const;
export type ProviderChoice = (typeof PROVIDERS)[number];

const operatorError = { error: sentence('ofTheOperators', { names: OPERATORS.join(', ') }) };
const operator = z.enum(OPERATORS, operatorError);

/** Whether a photo is held to a single tone: as the photo shows by itself, in any case, or never. */
export const TONE_CHOICES = ['auto', 'single', 'free'] as const;
export type ToneChoice = (typeof TONE_CHOICES)[number];

/** 8-bit levels to the noise level sigma_y of the mathematics; the network knows none below 0.01. */
export function noiseLevel(levels: number): number {
  return Math.max(levels / 127.5, 0.01);
}

const LENGTH = sentence('lengthRange');
const ANGLE = sentence('angleRange');

const NOISE = sentence('noiseRange');
const noise = z.number({ error: NOISE }).min(0, NOISE).max(127, NOISE);
const BLUR = sentence('blurRange');
const blur = z.number({ error: BLUR }).gt(0, BLUR).max(20, BLUR);
const QUALITY = sentence('wholeNumber', { field: 'quality', least: 1, most: 100 });
const quality = z.number({ error: QUALITY }).int(QUALITY).min(1, QUALITY).max(100, QUALITY);

const DETAIL = sentence('detailRange');
const detail = z.number({ error: DETAIL }).min(0, DETAIL).max(1, DETAIL);

const SUBSAMPLING = sentence('eitherOr', { field: 'subsampling', names: '4:4:4', last: '4:2:0' });
const TONE = sentence('eitherOr', { field: 'tone', names: 'auto, single', last: 'free' });
const PROVIDER = sentence('ofTheProviders', { names: PROVIDERS.join(', ') });

const fields = {
  operator: z
    .union([operator, z.array(operator).min(1)], operatorError)
    .transform((value) => (Array.isArray(value) ? value : [value])),
  noise: noise.default(0),
  scale: wholeNumber('scale', 2, 8).optional(),
  blur: blur.optional(),
  length: z.number({ error: LENGTH }).min(1, LENGTH).max(200, LENGTH).optional(),
  angle: z.number({ error: ANGLE }).min(-360, ANGLE).max(360, ANGLE).optional(),
  quality: quality.optional(),
  subsampling: z.enum(['4:4:4', '4:2:0'], { error: SUBSAMPLING }).optional(),
  /** 'auto' where it is left out. */
  tone: z.enum(TONE_CHOICES, { error: TONE }).optional(),
  steps: wholeNumber('steps', 1, 1000).default(8),
  seed: wholeNumber('seed', 0, Number.MAX_SAFE_INTEGER).default(0),
  samples: wholeNumber('samples', 1, 64).default(1),
  detail: detail.optional(),
  /** Recipes said this before there was a detail: true is the mean, false a full sample. */
  preview: z.boolean().optional(),
  provider: z.enum(PROVIDERS, { error: PROVIDER }).default('auto'),
};

/**
 * A restoration in words: the one schema of the command line, batches, presets and project files
 * (design, section 5). Sizes are in pixels of the photo, noise in 8-bit levels, angles in degrees.
 */
export const recipeSchema = z
  .strictObject(fields)
  .superRefine(checkOperators)
  .transform(({ preview, detail, ...recipe }) => ({
    ...recipe,
    detail: detail ?? detailBefore(preview) ?? usualDetail(recipe.operator, recipe.noise),
  }));

/** A recipe whose defaults are filled in; `operator` is always a list. */
export type Recipe = z.infer<typeof recipeSchema>;

const auto = z.literal('auto');

/**
 * A recipe as it is asked for: noise, blur and quality may be 'auto', estimated from each photo it is used on
 * (analysis/resolve-recipe.ts makes a Recipe of it), and detail, which is then the usual one. Whatever recipeSchema accepts is one.
 */
export const recipeRequestSchema = z
  .strictObject({
    ...fields,
    noise: z.union([auto, noise], { error: NOISE }).default(0),
    blur: z.union([auto, blur], { error: BLUR }).optional(),
    quality: z.union([auto, quality], { error: QUALITY }).optional(),
    detail: z.union([auto, detail], { error: DETAIL }).optional(),
  })
  .superRefine(checkOperators)
  .transform(({ preview, detail, ...request }) => ({
    ...request,
    detail: detail ?? detailBefore(preview) ?? usualUnlessNoiseIsUnknown(request),
  }));

export type RecipeRequest = z.infer<typeof recipeRequestSchema>;

function detailBefore(preview: boolean | undefined): number | undefined {
  return preview === undefined ? undefined : preview ? 0 : 1;
}

function usualUnlessNoiseIsUnknown(request: {
  readonly operator: readonly OperatorName[];
  readonly noise: number | 'auto';
}): number | 'auto' {
  return request.noise === 'auto' ? 'auto' : usualDetail(request.operator, request.noise);
}

function checkOperators(
  recipe: {
    readonly operator: readonly OperatorName[];
    readonly scale?: number | undefined;
    readonly detail?: number | 'auto' | undefined;
    readonly preview?: boolean | undefined;
  },
  context: { addIssue(issue: { code: 'custom'; message: string }): void },
): void {
  const names = new Set(recipe.operator);
  const complain = (message: Sentence) => context.addIssue({ code: 'custom', message });
  if (names.size < recipe.operator.length) complain(sentence('operatorTwice'));
  if (names.has('upscale') && recipe.scale === undefined) complain(sentence('scaleMissing'));
  if (recipe.preview !== undefined && recipe.detail !== undefined) complain(sentence('detailTwice'));
  const later = recipe.operator.slice(recipe.operator.lastIndexOf('jpeg')).filter(isSpatial);
  if (names.has('jpeg') && later.length > 0) complain(sentence('jpegLast', { operators: later.join(', ') }));
}

/** What moves or mixes pixels: after it a file's blocks would be blocks no more. */
function isSpatial(name: OperatorName): boolean {
  return name === 'upscale' || name === 'deblur-gaussian' || name === 'deblur-motion';
}

function wholeNumber(name: string, min: number, max: number) {
  const message = sentence('wholeNumber', { field: name, least: min, most: max });
  return z.number({ error: message }).int(message).min(min, message).max(max, message);
}
