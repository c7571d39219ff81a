import { OWN_RECIPE_TEXTS } from '../../src-main/contract/own-recipes';
import { recipeRequestSchema } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import { CATALOGUE } from '../../src-main/operators/catalogue';
import type { FieldSpec, OperatorSpec } from '../../src-main/operators/spec';

const COMMAND = '`npx vitest run test/docs -u`';

/** docs/operators.md, from the operators' specs. */
export function operatorPage(): string {
  return [
    '# Operators',
    '',
    `An operator says how a photo was measured. This page is written from the operators' own specs by ${COMMAND}.`,
    '',
    'Several form one chain, in the order in which the damage happened: `--operator deblur-gaussian,upscale`. Each may be named once.',
    '',
    ...CATALOGUE.flatMap((spec: OperatorSpec) => section(spec)),
  ].join('\n');
}

function section(spec: OperatorSpec): string[] {
  const { mask, kernel, tables } = spec.needs;
  const facts = [
    `Measured: ${spec.readme.measured}.`,
    mask ? `It needs a mask (\`--mask\`): ${mask.text}; ${mask.auto}.` : '',
    kernel ? `Instead of its fields it takes \`--kernel\`: ${kernel.text}.` : '',
    tables ? 'It needs the quantisation tables of a JPEG: those of the file, or those of its fields.' : '',
    spec.spatialAfter ? 'No operator that moves or mixes pixels may follow it.' : '',
    `A sample renews ${percent(spec.sampling.eta)} of its noise at each step; its usual detail is ${spec.sampling.detail}.`,
  ];
  const rows = Object.entries(spec.fields).map(([name, field]) => fieldRow(name, field));
  const table = ['| field | values | what it is |', '|---|---|---|', ...rows, ''];
  return [`## ${spec.name}`, '', facts.filter(Boolean).join(' '), '', ...(rows.length > 0 ? table : [])];
}

const percent = (share: number) => (share === 0 ? 'none' : share === 1 ? 'all' : `${100 * share} %`);

function fieldRow(name: string, field: FieldSpec): string {
  return `| \`${name}\` | ${valuesOf(field)} | ${field.option.text.replaceAll('|', '\\|')} |`;
}

function valuesOf(field: FieldSpec): string {
  if (field.kind === 'choice') return field.choices.map((choice) => `\`${choice}\``).join(', ');
  const { min, max } = field.range;
  const from = field.kind === 'number' && field.isAboveMin ? `above ${min}` : `${min}`;
  const numbers = field.kind === 'channels' ? 'three numbers, ' : field.isWhole ? 'whole, ' : '';
  return `${numbers}${from} to ${max}${field.canBeAuto ? ', `auto`' : ''}`;
}

const propertySchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
const objectSchema = z.object({ properties: z.record(z.string(), propertySchema) });

/** Fields of recipes with any operators; the compiler reports none that is missing, so a test compares them with the schema. */
const MEANINGS: Readonly<Record<string, string>> = {
  operator: 'one name, or a list of names in the order of the damage',
  mask: '`auto`: scratches and dust are found in each photo',
  sensitivity: 'how eagerly they are looked for',
  limit: 'a photo with a larger marked share is left alone',
  tone: 'whether a print’s single tone stays, or which tone the result gets',
  steps: 'calls of the network for a sample',
  seed: 'the same number gives the same result',
  samples: 'how many answers are drawn',
  detail: 'from the mean (0) to an exact sample (1)',
  preview: 'of earlier recipes: true is detail 0, false is 1',
  provider: 'what runs the network',
};

/** docs/recipes.md, from the schema that parses recipes. */
export function recipePage(): string {
  const json = objectSchema.parse(
    z.toJSONSchema(recipeRequestSchema, { io: 'input', unrepresentable: 'any' }),
  );
  const own = new Set(CATALOGUE.flatMap(({ fields }: OperatorSpec) => Object.keys(fields)));
  const common = Object.entries(json.properties).filter(([name]) => !own.has(name));
  return [
    '# Recipes',
    '',
    `A recipe is what a restoration does, as JSON. This page is written from the schema that reads it by ${COMMAND}.`,
    '',
    '    { "operator": ["fade", "denoise"], "black": "auto", "noise": "auto", "detail": 0.7 }',
    '',
    'An unknown field is an error. A recipe for folders may have `output` and `folders` too; the README shows them.',
    '',
    '## Fields of every recipe',
    '',
    '| field | values | usual | what it is |',
    '|---|---|---|---|',
    ...common.map(
      ([name, property]) =>
        `| \`${name}\` | ${allowed(property)} | ${property.default === undefined ? '' : `\`${property.default}\``} | ${MEANINGS[name] ?? ''} |`,
    ),
    '',
    'The fields of single operators are under [operators](operators.md).',
    '',
    '## Recipes that come with the program',
    '',
    '| recipe | for |',
    '|---|---|',
    ...Object.entries(OWN_RECIPE_TEXTS).map(([name, text]) => `| \`${name}\` | ${text} |`),
    '',
  ].join('\n');
}

/** Names of the schema that aren't described here, and descriptions of names that it doesn't have. */
export function unmatchedMeanings(): string[] {
  const json = objectSchema.parse(
    z.toJSONSchema(recipeRequestSchema, { io: 'input', unrepresentable: 'any' }),
  );
  const own = new Set(CATALOGUE.flatMap(({ fields }: OperatorSpec) => Object.keys(fields)));
  const names = new Set(Object.keys(json.properties).filter((name) => !own.has(name)));
  const words = new Set(Object.keys(MEANINGS));
  return [...names, ...words].filter((name) => !(names.has(name) && words.has(name)));
}

function allowed(property: z.infer<typeof propertySchema>): string {
  if (property.anyOf) return property.anyOf.map((one) => allowed(propertySchema.parse(one))).join(', or ');
  if (property.const !== undefined) return `\`${property.const}\``;
  if (property.enum) return property.enum.map((value) => `\`${value}\``).join(', ');
  const { type, minimum, maximum } = property;
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'array') return 'a list of these';
  const to = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? 'up' : `to ${maximum}`;
  return `${type === 'integer' ? 'whole, ' : ''}${minimum ?? 0} ${to}`;
}
