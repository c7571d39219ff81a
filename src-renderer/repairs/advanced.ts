import { PROVIDERS, TONE_CHOICES } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import { TONINGS } from '../../src-main/contract/toning';
import { within } from './fields';

/** What a result keeps, or gets instead. */
export const TONING_CHOICES = ['keep', ...TONINGS] as const;

/** The ranges of the controls. */
export const LIMITS = {
  detail: { min: 0, max: 1 },
  steps: { min: 1, max: 50 },
  samples: { min: 1, max: 16 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

/** Values that are moved rather than chosen, for undo. */
export const MOVED = ['detail', 'steps', 'samples', 'seed'] as const;

/** How the ticked repairs are sampled, and on what. Every field has a default. */
export const advancedSchema = z
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
    /** The tone in which results are shown and saved. */
    toning: z.enum(TONING_CHOICES).default('keep'),
  })
  .transform(({ smooth, detail = smooth ? 0 : 1, ...others }) => ({ ...others, detail }))
  .prefault({ detail: null });
