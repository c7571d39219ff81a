import { z } from '../../../src-main/contract/schema';
import type { Suggestions } from '../../../src-main/contract/window/documents';
import { denoise } from '../../../src-main/operators/denoise/spec';
import { held, on, type Repair, within } from '../repair';

const { noise: levels, grain } = denoise.fields;

/** The ranges of the sliders. */
export const LIMITS = { levels: levels.slider, grain: grain.slider } as const;

/** The least visible noise, in 8-bit levels. */
const WORTH = 2;

/** `levels` is the noise's standard deviation in 8-bit levels, `grain` its correlation in pixels; left out, it is white. */
const schema = z
  .object({
    on,
    levels: within(LIMITS.levels).default(levels.initial),
    grain: within(LIMITS.grain).optional(),
  })
  .prefault({});
type Noise = z.infer<typeof schema>;

export const noise = {
  schema,
  moved: ['levels', 'grain'],
  toRecipe: ({ levels, grain }, { isEstimated }) => ({
    operators: [{ name: 'denoise' }],
    fields: { noise: isEstimated ? 'auto' : levels, ...(grain && { grain }) },
  }),
  fromRecipe({ noise, grain }, { on, levels }) {
    const known = noise === 'auto' ? levels : held(noise, LIMITS.levels);
    return withGrain({ on, levels: known }, grain === 'auto' || !grain ? 0 : held(grain, LIMITS.grain));
  },
  isEstimated: ({ noise }) => noise === 'auto',
  setting: ({ noise }) => noise,
  offer(suggestions) {
    if (suggestions.noise < WORTH) return null;
    const { levels, grain } = suggestedNoise(suggestions);
    return {
      take: () => withGrain({ on: true, levels }, grain),
      words: { key: grain > 0 ? 'suggest.grain' : 'suggest.noise', values: { levels } },
    };
  },
  suggested(value, suggestions) {
    if (value.levels !== levels.initial || value.grain) return value;
    const { levels: suggested, grain } = suggestedNoise(suggestions);
    return withGrain({ on: value.on, levels: suggested }, grain);
  },
} satisfies Repair<Noise>;

/** The suggested noise in the sliders' steps; `grain` is 0 if it is white. */
export function suggestedNoise({ noise, grain }: Suggestions): { levels: number; grain: number } {
  return {
    levels: held(Math.round(noise), LIMITS.levels),
    grain: held(Math.round(grain * 10) / 10, LIMITS.grain),
  };
}

function withGrain(value: Noise, grain: number): Noise {
  return grain > 0 ? { ...value, grain } : value;
}
