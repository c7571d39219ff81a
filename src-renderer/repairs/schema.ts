import { SPECS } from '../../src-main/contract/operators';
import { PROVIDERS, TONE_CHOICES } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import type { RepairName } from '../../src-main/operators/catalogue';
import { deblurGaussian } from '../../src-main/operators/deblur-gaussian/spec';
import { deblurMotion } from '../../src-main/operators/deblur-motion/spec';
import { denoise } from '../../src-main/operators/denoise/spec';
import { upscale } from '../../src-main/operators/upscale/spec';

const { noise, grain } = denoise.fields;
const { scale } = upscale.fields;
const { blur } = deblurGaussian.fields;
const { length, angle } = deblurMotion.fields;

/** Largest values that a person may give; recipe.ts turns them into the recipe's own units. */
export const LIMITS = {
  noise: noise.slider,
  grain: grain.slider,
  deviation: blur.slider,
  length: length.slider,
  angle: angle.slider,
  detail: { min: 0, max: 1 },
  steps: { min: 1, max: 50 },
  samples: { min: 1, max: 16 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max);
const on = z.boolean().default(false);

/** Every field has a default: what was kept before there was a field means what it meant. */
const ofRepairs = {
  scratches: z.object({ on }).prefault({}),
  /** `levels` is the noise's standard deviation in 8-bit levels, `grain` its correlation in pixels; left out, it is white. */
  noise: z
    .object({
      on,
      levels: within(LIMITS.noise).default(noise.initial),
      grain: within(LIMITS.grain).optional(),
    })
    .prefault({}),
  /** `deviation` and `length` in pixels of the photo, `angle` in degrees, clockwise from horizontal. */
  blur: z
    .object({
      on,
      kind: z.enum(['soft', 'motion', 'picture']).default('soft'),
      deviation: within(LIMITS.deviation).default(blur.initial),
      length: within(LIMITS.length).default(length.initial),
      angle: within(LIMITS.angle).default(angle.initial),
    })
    .prefault({}),
  enlarge: z.object({ on, factor: z.literal(scale.offered).default(scale.initial) }).prefault({}),
  colour: z.object({ on }).prefault({}),
  jpeg: z.object({ on }).prefault({}),
} as const satisfies Readonly<Record<RepairName, z.ZodType<{ readonly on: boolean }>>>;

/**
 * The repairs as the window keeps them: every choice with its values, ticked or not, so that a value survives being
 * switched off. This is also what presets and projects hold.
 */
const repairsSchema = z.object({
  ...ofRepairs,
  advanced: z
    .object({
      /** From 0, the mean of all answers, to 1, one of them; null as is usual for what is ticked. */
      detail: within(LIMITS.detail).nullable().optional(),
      /** Repairs said this before there was a detail: true is the mean; false, or nothing, a full sample. */
      smooth: z.boolean().default(false),
      steps: within(LIMITS.steps).int().default(8),
      seed: z.int().min(LIMITS.seed.min).default(0),
      samples: within(LIMITS.samples).int().default(1),
      provider: z.enum(PROVIDERS).default('auto'),
      /** Whether the photo is held to a single tone. Repairs of before said nothing of it. */
      tone: z.enum(TONE_CHOICES).default('auto'),
    })
    .transform(({ smooth, detail = smooth ? 0 : 1, ...others }) => ({ ...others, detail }))
    .prefault({ detail: null }),
});
export type Repairs = z.infer<typeof repairsSchema>;

/** Those that can be ticked, in the order in which they are shown. */
export const REPAIR_NAMES: readonly RepairName[] = [
  ...new Set([...SPECS].sort((a, b) => a.repair.place - b.repair.place).map(({ repair }) => repair.name)),
];

/** Nothing ticked; values that suit most photos once something is. */
export const NO_REPAIRS: Repairs = repairsSchema.parse({});

/** Reads what a project or preset kept; what can't be understood becomes no repairs. */
export function readRepairs(value: unknown): Repairs {
  const parsed = repairsSchema.safeParse(value);
  return parsed.success ? parsed.data : NO_REPAIRS;
}
