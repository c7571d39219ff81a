import { readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import type { OwnRecipe, Provider, Recipe, ResultSettings } from '../../src-main/api/recipe';
import { OPERATORS, SPECS } from '../../src-main/contract/operators';
import { OWN_RECIPES, type OwnRecipe as Own } from '../../src-main/contract/own-recipes';
import type { ProviderChoice, recipeRequestSchema } from '../../src-main/contract/recipe';
import type { resultSettingsSchema } from '../../src-main/contract/result-settings';
import type { z } from '../../src-main/contract/schema';

const source = readFileSync('src-main/api/recipe.ts', 'utf8');

/** The comment of each field of the recipe. */
const comments = new Map(
  Array.from(source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(\w+)\??:/g), ([, text = '', name = '']) => [
    name,
    text.replaceAll(/\s+\*\s+/g, ' '),
  ]),
);

test('the types of recipes and of how results are written are those of the schemas', () => {
  type Wish = z.input<typeof recipeRequestSchema>;
  expectTypeOf<keyof Recipe>().toEqualTypeOf<keyof Wish>();
  expectTypeOf<Recipe>().toExtend<Wish>();
  expectTypeOf<Wish>().toExtend<Recipe>();
  type Settings = z.input<typeof resultSettingsSchema>;
  expectTypeOf<keyof ResultSettings>().toEqualTypeOf<keyof Settings>();
  expectTypeOf<ResultSettings>().toExtend<Settings>();
  expectTypeOf<Settings>().toExtend<ResultSettings>();
  expectTypeOf<Provider>().toEqualTypeOf<ProviderChoice>();
  expectTypeOf<OwnRecipe>().toEqualTypeOf<Own>();
  // The editor offers a type's names in this order.
  for (const name of [...OPERATORS, ...OWN_RECIPES]) expect(source).toContain(`'${name}'`);
});

test.each(SPECS.flatMap(({ fields }) => Object.entries(fields)))(
  '%s says its range and its unit',
  (name, field) => {
    const comment = comments.get(name) ?? '';
    if (field.kind === 'choice') {
      expect(comment).not.toBe('');
      return;
    }
    const { min, max } = field.range;
    // For a range without its minimum, the comment says "above".
    const least = field.kind === 'number' && field.isAboveMin ? `above ${min}` : String(min);
    expect(comment).toContain(least);
    expect(comment).toContain(String(max));
    expect(comment).toMatch(/levels|pixels|degrees|times|per cent|Quality/);
  },
);
