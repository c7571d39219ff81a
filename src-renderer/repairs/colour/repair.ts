import { z } from '../../../src-main/contract/schema';
import { type Kept, on, type Repair } from '../repair';

export const colour = {
  schema: z.object({ on }).prefault({}),
  toRecipe: () => ({ operators: [{ name: 'colorize' }] }),
  fromRecipe: (_, current) => current,
  offer: ({ colourless }) =>
    colourless ? { take: () => ({ on: true }), words: { key: 'suggest.colour' } } : null,
} satisfies Repair<Kept>;
