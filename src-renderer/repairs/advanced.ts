import { PROVIDERS, TONE_CHOICES } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import { TONINGS } from '../../src-main/contract/toning';
import { within } from './repair';

/** The choices for a result's tone: its own, or another. */
export const TONING_CHOICES = ['keep', ...TONINGS] as const;

/** The ranges of the controls. */
export const LIMITS = {
  detail: { min: 0, max: 1 },
  steps: { min: 1, max: 50 },
  samples: { min: 1, max: 16 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

/** Values that are changed by sliders or steppers; undo takes back a whole movement. */
export const MOVED = ['detail', 'steps', 'samples', 'seed'] as const;

/** How the ticked repairs are sampled, and on which provider. Every field has a default. */
export const advancedSchema = z
  .object({
    /** From 0, the mean, to 1, a full sample; null for the usual detail of the ticked repairs. */
    detail: within(LIMITS.detail).nullable().optional(),
    /** Repairs from before `detail` existed have this instead: true is the mean; false or missing, a full sample. */
    smooth: z.boolean().default(false),
    steps: within(LIMITS.steps).int().default(8),
    seed: z.int().min(LIMITS.seed.min).default(0),
    samples: within(LIMITS.samples).int().default(1),
    provider: z.enum(PROVIDERS).default('auto'),
    /** Whether the photo keeps its single tone. Repairs of earlier versions don't have this field. */
    tone: z.enum(TONE_CHOICES).default('auto'),
    /** The tone in which results are shown and saved. */
    toning: z.enum(TONING_CHOICES).default('keep'),
  })
  .transform(({ smooth, detail = smooth ? 0 : 1, ...others }) => ({ ...others, detail }))
  .prefault({ detail: null });
