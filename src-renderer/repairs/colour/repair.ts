import { z } from '../../../src-main/contract/schema';
import { on } from '../fields';
import type { Kept, Repair } from '../repair';

export const colour = {
  schema: z.object({ on }).prefault({}),
  toRecipe: () => ({ operators: [{ name: 'colorize' }] }),
  fromRecipe: (_, current) => current,
  offer: ({ colourless }) =>
    colourless ? { take: () => ({ on: true }), words: { key: 'suggest.colour' } } : null,
} satisfies Repair<Kept>;
