import { SPECS } from '../../contract/operators';
import { recipeRequestSchema } from '../../contract/recipe';
import { resultSettingsSchema } from '../../contract/result-settings';
import { z } from '../../contract/schema';

type Json = Readonly<Record<string, unknown>>;

/** What a field means, by the option of the same name. */
const MEANINGS: Readonly<Record<string, string>> = Object.fromEntries(
  SPECS.flatMap(({ fields }) => Object.entries(fields)).map(([name, { option }]) => [name, option.text]),
);

/** A schema of the program as JSON Schema (2020-12), without its `$schema` line. */
export function asJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...found } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return found;
}

/** The JSON Schema of the recipe of a request, with `output` for how the result is written. */
export function recipeJsonSchema(): Json {
  const { properties, ...recipe } = asJsonSchema(recipeRequestSchema, 'input');
  const fields = Object.entries(z.record(z.string(), z.looseObject({})).parse(properties)).map(
    ([name, field]) => {
      const description = MEANINGS[name];
      return [name, description === undefined ? field : { description, ...field }];
    },
  );
  const output = asJsonSchema(resultSettingsSchema, 'input');
  return { ...recipe, properties: { ...Object.fromEntries(fields), output } };
}
