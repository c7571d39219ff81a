import { PROVIDERS, TONE_CHOICES } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';

/** Largest values that a person may give; recipe.ts turns them into the recipe's own units. */
export const LIMITS = {
  noise: { min: 1, max: 100 },
  deviation: { min: 0.3, max: 10 },
  length: { min: 2, max: 60 },
  angle: { min: -180, max: 180 },
  detail: { min: 0, max: 1 },
  steps: { min: 1, max: 50 },
  samples: { min: 1, max: 16 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max);

/**
 * The repairs as the window keeps them: every choice with its values, ticked or not, so that a value survives being
 * switched off. This is also what presets and projects hold.
 */
export const repairsSchema = z.object({
  scratches: z.object({ on: z.boolean() }),
  /** `levels` is the noise's standard deviation in 8-bit levels. */
  noise: z.object({ on: z.boolean(), levels: within(LIMITS.noise) }),
  /** `deviation` and `length` in pixels of the photo, `angle` in degrees, clockwise from horizontal. */
  blur: z.object({
    on: z.boolean(),
    kind: z.enum(['soft', 'motion', 'picture']),
    deviation: within(LIMITS.deviation),
    length: within(LIMITS.length),
    angle: within(LIMITS.angle),
  }),
  enlarge: z.object({ on: z.boolean(), factor: z.literal([2, 4]) }),
  colour: z.object({ on: z.boolean() }),
  jpeg: z.object({ on: z.boolean() }),
  advanced: z
    .object({
      /** From 0, the mean of all answers, to 1, one of them; null as is usual for what is ticked. */
      detail: within(LIMITS.detail).nullable().optional(),
      /** Repairs said this before there was a detail: true is the mean; false, or nothing, a full sample. */
      smooth: z.boolean().default(false),
      steps: within(LIMITS.steps).int(),
      seed: z.int().min(LIMITS.seed.min),
      samples: within(LIMITS.samples).int(),
      provider: z.enum(PROVIDERS),
      /** Whether the photo is held to a single tone. Repairs of before said nothing of it. */
      tone: z.enum(TONE_CHOICES).default('auto'),
    })
    .transform(({ smooth, detail = smooth ? 0 : 1, ...others }) => ({ ...others, detail })),
});
export type Repairs = z.infer<typeof repairsSchema>;

/** Those that can be ticked, in the order in which they are shown. */
export const REPAIR_NAMES = ['scratches', 'noise', 'blur', 'jpeg', 'colour', 'enlarge'] as const;
export type RepairName = (typeof REPAIR_NAMES)[number];

/** Nothing ticked; values that suit most photos once something is. */
export const NO_REPAIRS: Repairs = {
  scratches: { on: false },
  noise: { on: false, levels: 10 },
  blur: { on: false, kind: 'soft', deviation: 1.5, length: 11, angle: 0 },
  enlarge: { on: false, factor: 2 },
  colour: { on: false },
  jpeg: { on: false },
  advanced: { detail: null, steps: 8, seed: 0, samples: 1, provider: 'auto', tone: 'auto' },
};

/** Reads what a project or preset kept; what can't be understood becomes no repairs. */
export function readRepairs(value: unknown): Repairs {
  const parsed = repairsSchema.safeParse(value);
  return parsed.success ? parsed.data : NO_REPAIRS;
}
