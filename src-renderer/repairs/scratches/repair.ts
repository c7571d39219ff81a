import { z } from '../../../src-main/contract/schema';
import { type Kept, on, type Repair } from '../repair';

/** The least visible share of damaged pixels. */
const WORTH = 0.0005;

/** Noise above so many 8-bit levels looks like dust. */
const LIKE_DUST = 15;

export const scratches = {
  schema: z.object({ on }).prefault({}),
  toRecipe: (_, { isEstimated }) => ({
    operators: [{ name: 'inpaint' }],
    ...(isEstimated && { fields: { mask: 'auto' } }),
  }),
  fromRecipe: (_, current) => current,
  // In the window a photo's scratches are marked; in a folder they can be found in each photo.
  isEstimated: ({ mask }) => mask === 'auto',
  obstacle: (_, { marked }) => (marked ? null : 'obstacle.maskEmpty'),
  offer: ({ scratches: share, noise }) =>
    share >= WORTH && noise < LIKE_DUST
      ? { take: () => ({ on: true }), words: { key: 'suggest.scratches' } }
      : null,
} satisfies Repair<Kept>;
