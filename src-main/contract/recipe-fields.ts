import type { FieldName, Fields } from '../operators/catalogue';
import type { ChannelsField, ChoiceField, NumberField } from '../operators/spec';
import { SPECS, type Spec } from './operators';
import { said, toText } from './said';
import { z } from './schema';

type Field = Spec['fields'][string];

/** A number for each channel: red, green, blue. */
export type Channels = readonly [number, number, number];

/** A field's values: one of its words, or one or three numbers; in requested recipes also 'auto'. */
type Value<Given, Word> = Given extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  :
      | (Given extends { readonly kind: 'channels' } ? Channels : number)
      | (Given extends { readonly canBeAuto: true } ? Word : never);

type Schema<Given, Word> = Given extends { readonly default: number }
  ? z.ZodDefault<z.ZodType<Value<Given, Word>, Value<Given, Word>>>
  : z.ZodOptional<z.ZodType<Value<Given, Word>, Value<Given, Word>>>;

/** The schemas of all operators' fields by name, for recipes; with 'auto' as `Word`, for requested recipes. */
type Schemas<Word> = { readonly [Name in FieldName]: Schema<Fields[Name], Word> };

/** The schemas of the catalogue's fields: for recipes with known values, or for requests with values from the photo. */
export function fieldSchemas(values: 'known'): Schemas<never>;
export function fieldSchemas(values: 'asked'): Schemas<'auto'>;
// The compiler can't follow names through a loop; the overloads declare the loop's result, and recipe.test.ts checks it.
export function fieldSchemas(values: 'known' | 'asked'): Readonly<Record<string, z.ZodType>> {
  const entries = SPECS.flatMap(({ fields }) => Object.entries(fields));
  return Object.fromEntries(entries.map(([name, field]) => [name, fieldSchema(name, field, values)]));
}

function fieldSchema(name: string, field: Field, values: 'known' | 'asked') {
  if (field.kind === 'choice') return choice(name, field).optional();
  const orAuto = <Schema extends z.ZodType>(schema: Schema, error: string) =>
    values === 'asked' && field.canBeAuto ? z.union([z.literal('auto'), schema], { error }) : schema;
  if (field.kind === 'channels') {
    const error = toText(said(field.complaint));
    return orAuto(channels(field.range, error), error).optional();
  }
  const { schema, error } = number(name, field);
  const asked = orAuto(schema, error);
  return field.default === undefined ? asked.optional() : asked.default(field.default);
}

function channels({ min, max }: ChannelsField['range'], error: string) {
  const each = z.number({ error }).min(min, error).max(max, error);
  return z.tuple([each, each, each], { error });
}

function number(name: string, field: Extract<Field, NumberField>) {
  const { min, max } = field.range;
  const error = field.complaint ? toText(said(field.complaint)) : wholeNumberError(name, min, max);
  const any = z.number({ error });
  const above = field.isAboveMin ? any.gt(min, error) : any.min(min, error);
  return { error, schema: (field.isWhole ? above.int(error) : above).max(max, error) };
}

function choice(name: string, { choices }: ChoiceField) {
  const last = choices[choices.length - 1];
  const names = choices.slice(0, -1).join(', ');
  return z.enum(choices, { error: toText(said('eitherOr', { field: name, names, last })) });
}

/** A whole number of a recipe. */
export function wholeNumber(name: string, min: number, max: number) {
  const error = wholeNumberError(name, min, max);
  return z.number({ error }).int(error).min(min, error).max(max, error);
}

function wholeNumberError(name: string, min: number, max: number) {
  return toText(said('wholeNumber', { field: name, least: min, most: max }));
}
