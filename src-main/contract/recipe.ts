import { z } from './schema';

/** What can be said of a photo's measurement; a list is a composite, applied to the photo in that order. */
export const OPERATORS = [
  'denoise',
  'inpaint',
  'colorize',
  'upscale',
  'deblur-gaussian',
  'deblur-motion',
  'jpeg',
] as const;
export type OperatorName = (typeof OPERATORS)[number];

export const PROVIDERS = ['auto', 'cpu', 'webgpu', 'dml', 'coreml', 'cuda'] as const;
export type ProviderChoice = (typeof PROVIDERS)[number];

const operatorError = { error: `operator must be one of ${OPERATORS.join(', ')}` };
const operator = z.enum(OPERATORS, operatorError);

/** 8-bit levels to the noise level sigma_y of the mathematics; the network knows none below 0.01. */
export function noiseLevel(levels: number): number {
  return Math.max(levels / 127.5, 0.01);
}

const LENGTH = 'length must be the length of the motion, from 1 to 200 pixels';
const ANGLE = 'angle must be a number of degrees from -360 to 360';

/**
 * A restoration in words: the one schema of the command line, batches, presets and project files
 * (design, section 5). Sizes are in pixels of the photo, noise in 8-bit levels, angles in degrees.
 */
export const recipeSchema = z
  .strictObject({
    operator: z
      .union([operator, z.array(operator).min(1)], operatorError)
      .transform((value) => (Array.isArray(value) ? value : [value])),
    noise: z
      .number({ error: 'noise must be a number of 8-bit levels from 0 to 127' })
      .min(0, 'noise must be a number of 8-bit levels from 0 to 127')
      .max(127, 'noise must be a number of 8-bit levels from 0 to 127')
      .default(0),
    scale: wholeNumber('scale', 2, 8).optional(),
    blur: positive('blur', 'the standard deviation of the blur in pixels', 20).optional(),
    length: z.number({ error: LENGTH }).min(1, LENGTH).max(200, LENGTH).optional(),
    angle: z.number({ error: ANGLE }).min(-360, ANGLE).max(360, ANGLE).optional(),
    quality: wholeNumber('quality', 1, 100).optional(),
    subsampling: z.enum(['4:4:4', '4:2:0'], { error: 'subsampling must be 4:4:4 or 4:2:0' }).optional(),
    steps: wholeNumber('steps', 1, 1000).default(8),
    seed: wholeNumber('seed', 0, Number.MAX_SAFE_INTEGER).default(0),
    samples: wholeNumber('samples', 1, 64).default(1),
    preview: z.boolean().default(false),
    provider: z.enum(PROVIDERS, { error: `provider must be one of ${PROVIDERS.join(', ')}` }).default('auto'),
  })
  .superRefine((recipe, context) => {
    const names = new Set(recipe.operator);
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (names.size < recipe.operator.length) complain('the same operator is given twice');
    if (names.has('upscale') && recipe.scale === undefined)
      complain('upscale needs --scale, a whole number from 2 to 8');
  });

/** A recipe whose defaults are filled in; `operator` is always a list. */
export type Recipe = z.infer<typeof recipeSchema>;

function wholeNumber(name: string, min: number, max: number) {
  const message = `${name} must be a whole number from ${min} to ${max}`;
  return z.number({ error: message }).int(message).min(min, message).max(max, message);
}

function positive(name: string, meaning: string, max: number) {
  const message = `${name} must be ${meaning}, above 0 and at most ${max}`;
  return z.number({ error: message }).gt(0, message).max(max, message);
}
