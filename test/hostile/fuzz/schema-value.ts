import { z } from '../../../src-main/contract/schema';
import type { Dice } from './dice';
import { oddValue } from './json';

/** The parts of a JSON schema from which values are made. */
const shape = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  pattern: z.string().optional(),
});

/** A value that a schema allows, mostly. `known`: strings that stand for something, such as the ids of open photos. */
export function schemaValue(dice: Dice, schema: z.ZodType, known: readonly string[]): unknown {
  return made(dice, z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }), known, 0);
}

function made(dice: Dice, given: unknown, known: readonly string[], depth: number): unknown {
  const parsed = shape.safeParse(given);
  if (!parsed.success || depth > 12) return oddValue(dice);
  const { type, enum: choices, anyOf, oneOf, allOf, properties = {}, required = [], ...rest } = parsed.data;
  const inside = (part: unknown) => made(dice, part, known, depth + 1);
  if ('const' in rest && rest.const !== undefined) return rest.const;
  if (choices) return dice.one(choices);
  const options = anyOf ?? oneOf ?? allOf;
  if (options) return inside(dice.one(options));
  switch (type) {
    case 'object': {
      const entries = Object.entries(properties).filter(
        ([name]) => required.includes(name) || dice.happens(0.5),
      );
      return Object.fromEntries(entries.map(([name, part]) => [name, inside(part)]));
    }
    case 'array': {
      if (rest.prefixItems) return rest.prefixItems.map(inside);
      return Array.from({ length: Math.max(rest.minItems ?? 0, dice.below(4)) }, () => inside(rest.items));
    }
    case 'string':
      return known.length > 0 && dice.happens(0.9) ? dice.one(known) : String(oddValue(dice));
    case 'boolean':
      return dice.happens(0.5);
    case 'null':
      return null;
    case 'integer':
    case 'number': {
      const least = Math.max(rest.minimum ?? 0, -1e6);
      const most = Math.min(rest.maximum ?? 100, 1e6);
      const value = least + dice.below(1000) * ((most - least) / 999);
      return type === 'integer' ? Math.round(value) : value;
    }
    default:
      return oddValue(dice);
  }
}
