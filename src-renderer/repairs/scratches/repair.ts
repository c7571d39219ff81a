import { z } from '../../../src-main/contract/schema';
import { on } from '../fields';
import type { Kept, Repair } from '../repair';

/** The least share of pixels that anyone sees. */
const WORTH = 0.0005;

/** Speckles of noise beyond it pass for dust, in 8-bit levels. */
const LIKE_DUST = 15;

export const scratches = {
  schema: z.object({ on }).prefault({}),
  toRecipe: (_, { isEstimated }) => ({
    operators: [{ name: 'inpaint' }],
    ...(isEstimated && { fields: { mask: 'auto' } }),
  }),
  fromRecipe: (_, current) => current,
  // Of a photo in the window they are marked, of a folder's photos they can be found.
  isEstimated: ({ mask }) => mask === 'auto',
  obstacle: (_, { marked }) => (marked ? null : 'obstacle.maskEmpty'),
  offer: ({ scratches: share, noise }) =>
    share >= WORTH && noise < LIKE_DUST
      ? { take: () => ({ on: true }), words: { key: 'suggest.scratches' } }
      : null,
} satisfies Repair<Kept>;
