import { z } from '../../../src-main/contract/schema';
import { type Kept, on, type Repair } from '../repair';

/** From this quality on the difference is invisible. */
const GOOD = 90;

export const jpeg = {
  schema: z.object({ on }).prefault({}),
  // The tables are the file's own.
  toRecipe: () => ({ operators: [{ name: 'jpeg' }] }),
  fromRecipe: (_, current) => current,
  setting: ({ quality = null }) => quality,
  obstacle: (_, { jpegTables }) => (jpegTables ? null : 'obstacle.jpegTables'),
  offer: ({ jpegQuality: quality }, { jpegTables }) =>
    jpegTables && quality !== null && quality < GOOD
      ? { take: () => ({ on: true }), words: { key: 'suggest.jpeg', values: { quality } } }
      : null,
} satisfies Repair<Kept>;
