import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recipeRequestSchema } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import { hashValue } from '../../src-main/library/hashes';

/** Written by the last version with a list of seven operators: the recipes as written, their meaning, and its hash. */
const path = new URL('../fixtures/before-catalogue/words.json', import.meta.url);
const { recipes } = z
  .object({
    recipes: z.array(
      z.object({
        said: z.looseObject({ operator: z.unknown() }),
        meant: z.looseObject({ detail: z.unknown() }),
        hash: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(path, 'utf8')));

test.each(recipes)(
  '$said has the same hash as before, so that a ledger repeats nothing',
  ({ said, meant, hash }) => {
    // The default detail may change with every network; the recipe means the default of its time.
    const recipe = recipeRequestSchema.parse('preview' in said ? said : { detail: meant.detail, ...said });
    expect(recipe).toEqual(meant);
    expect(hashValue(recipe)).toBe(hash);
    // As ledgers, results and projects keep it.
    expect(recipeRequestSchema.parse(meant)).toEqual(meant);
  },
);
