import { type Command, InvalidArgumentError } from 'commander';
import { USUAL_LIMIT, USUAL_SENSITIVITY } from '../contract/damage';
import { OPERATORS, SPECS } from '../contract/operators';
import {
  PROVIDERS,
  RECIPE_FIELDS,
  type Recipe,
  type RecipeRequest,
  recipeRequestSchema,
  recipeSchema,
} from '../contract/recipe';
import { firstIssue, inEnglish } from '../contract/said';
import { z } from '../contract/schema';
import { NETWORK_STRIDE } from '../measurement/region-rules';
import type { FieldName, Fields } from '../operators/catalogue';
import type { FieldSpec, OptionSpec } from '../operators/spec';
import { SMALLEST_TILE } from '../sampling/tiles';
import { wrongUsage } from './wrong-usage';

/** Parses a number; NaN for anything else, which the recipe's schema refuses with a message. */
export function toNumber(text: string): number {
  return toText(text).trim() === '' ? Number.NaN : Number(text);
}

/** Parses a number or `auto`, which estimates the number from the photo. */
export function toNumberOrAuto(text: string): number | 'auto' {
  return toText(text) === 'auto' ? 'auto' : toNumber(text);
}

/** Parses one number for all channels, three numbers with commas (red, green, blue), or `auto`. */
function toChannels(text: string): readonly number[] | 'auto' {
  if (toText(text) === 'auto') return 'auto';
  const numbers = text.split(',').map(toNumber);
  return numbers.length === 1 ? [numbers[0], numbers[0], numbers[0]] : numbers;
}

/** Checks a text value. If it looks like the next option (`--mask --json`), the value was forgotten. */
export function toText(text: string): string {
  if (text.startsWith('--')) throw new InvalidArgumentError(`A value is missing before ${text}.`);
  return text;
}

/** The parsed type of a recipe field's option. */
type Typed<Field> = Field extends { readonly kind: 'choice' }
  ? string
  :
      | (Field extends { readonly kind: 'channels' } ? readonly number[] : number)
      | (Field extends { readonly canBeAuto: true } ? 'auto' : never);

type FieldOptions = { readonly [Name in FieldName]?: Typed<Fields[Name]> };

/** The options about finding damage. */
export interface DamageOptions {
  readonly mask?: string;
  readonly sensitivity?: number;
  readonly limit?: number;
}

/** The parsed options of a measurement; without operators they change those of a recipe. */
export interface MeasurementOptions extends FieldOptions {
  readonly operator?: string;
  readonly mask?: string;
  readonly kernel?: string;
  readonly tone?: string;
  readonly seed?: number;
}

/** The parsed options of a sampler. */
export interface SamplerOptions {
  readonly steps?: number;
  readonly samples?: number;
  readonly detail?: number | 'auto';
  readonly preview?: boolean;
  readonly provider?: string;
  readonly threads?: number;
  readonly tile?: number;
  readonly model?: string;
}

/** Checks a tone; the default keeps the photo's own. */
function toTone(text: string): string {
  return text === 'keep' ? 'auto' : text;
}

/** Adds the options of all operators. In a restoration some values may be `auto`; their help says so. */
export function addMeasurementOptions(command: Command, isRestoration: boolean): Command {
  command.option(
    '--operator <names>',
    `${OPERATORS.join(', ')}; several with commas, in the order they happened`,
    toText,
  );
  for (const [name, { value, text, auto, parse }] of operatorOptions()) {
    if (isRestoration && auto !== undefined)
      command.option(`--${name} ${value.replace(/>$/, '|auto>')}`, `${text}; ${auto}`, parse);
    else command.option(`--${name} ${value}`, text, parse);
  }
  return command
    .option(
      '--tone <kind>',
      "the result's tone: keep, neutral or sepia; or whether a print keeps its single tone: auto (decided by the photo, as in keep), single (always) or free (never)",
      toTone,
    )
    .option('--seed <n>', 'the same seed gives the same result (default 0)', toNumber);
}

interface OperatorOption extends OptionSpec {
  readonly parse: (text: string) => number | string | readonly number[];
  /** The operators that use the option; absent if it applies to all. */
  readonly owners?: readonly string[];
}

/** The options of all operators by name. An option of several operators is listed once, with the last of them. */
function operatorOptions(): ReadonlyMap<string, OperatorOption> {
  const options = new Map<string, OperatorOption>();
  for (const { name: owner, fields, needs } of SPECS) {
    const add = (name: string, { owners, ...option }: OperatorOption) => {
      const before = options.get(name)?.owners ?? [];
      options.delete(name);
      options.set(name, { ...option, ...(owners && { owners: [...before, ...owners] }) });
    };
    for (const [name, field] of Object.entries(fields)) {
      const isCommon = field.kind === 'number' && field.isCommon;
      const auto = autoOf(field);
      add(name, {
        ...field.option,
        ...(auto !== undefined && { auto }),
        parse: parserOf(field),
        ...(!isCommon && { owners: [owner] }),
      });
    }
    for (const [name, file] of Object.entries({ mask: needs.mask, kernel: needs.kernel })) {
      if (file) add(name, { ...file, parse: toText, owners: [owner] });
    }
  }
  return options;
}

/** What "auto" does as a field's value; undefined if it is none. */
function autoOf(field: FieldSpec): string | undefined {
  if (field.kind === 'choice' || !field.canBeAuto) return undefined;
  return field.estimate ? 'auto estimates it from each photo' : "auto takes each file's own";
}

function parserOf(field: FieldSpec): OperatorOption['parse'] {
  if (field.kind === 'choice') return toText;
  if (field.kind === 'channels') return toChannels;
  return field.canBeAuto ? toNumberOrAuto : toNumber;
}

/** Collects the values of an option that may be repeated. */
export function collectText(value: string, before: readonly string[]): string[] {
  return [...before, toText(value)];
}

/** Adds the options of the network and its provider. */
export function addNetworkOptions(command: Command): Command {
  return command
    .option(
      '--provider <name>',
      `what runs the network: ${PROVIDERS.join(', ')} (default auto); one that is named and can't run is refused`,
      toText,
    )
    .option('--threads <n>', 'threads of the processor (default all)', toNumber)
    .option('--model <file>', 'another network (.onnx with its card beside it)', toText);
}

export function addSamplerOptions(command: Command): Command {
  command
    .option('--steps <n>', 'denoiser calls (default 8)', toNumber)
    .option('--samples <n>', 'several restorations, named OUT-1, OUT-2, ...', toNumber)
    .option(
      '--detail <0..1|auto>',
      'from 0, the mean in one call, to 1, a full sample of the posterior (default auto, by operator and noise)',
      toNumberOrAuto,
    )
    .option('--preview', 'the same as --detail 0')
    .option(
      '--tile <pixels>',
      'largest side of a tile, a multiple of 16 (default 512, or 256 for thin damage)',
      toNumber,
    );
  return addNetworkOptions(command);
}

/** Adds the options about finding damage: the sensitivity, and the limit above which a photo isn't restored. */
export function addDamageOptions(command: Command): Command {
  return command
    .option(
      '--sensitivity <0..1>',
      `what --mask auto marks, from only obvious damage to every trace (default ${USUAL_SENSITIVITY})`,
      toNumber,
    )
    .option(
      '--limit <0..1>',
      `--mask auto leaves photos with a larger marked share alone (default ${USUAL_LIMIT})`,
      toNumber,
    );
}

/** Parses a recipe in which every value is given. Throws a PlainError with the first fault. */
export function toRecipe(options: MeasurementOptions & SamplerOptions, usual: ReadonlySet<string>): Recipe {
  return parseRecipe(recipeSchema, options, given(options, RECIPE_FIELDS), usual);
}

const REQUEST_FIELDS: ReadonlySet<string> = new Set([...RECIPE_FIELDS, 'sensitivity', 'limit']);

/**
 * The same for restorations, where noise, blur, quality and the mask may be `auto`. The options change `base`, a recipe of
 * the program or of a file.
 */
export function toRecipeRequest(
  options: MeasurementOptions & SamplerOptions & DamageOptions,
  base?: RecipeRequest,
  usual: ReadonlySet<string> = new Set(),
): RecipeRequest {
  const words = given(options, REQUEST_FIELDS);
  if (options.mask === 'auto') words['mask'] = 'auto';
  if (!base) return parseRecipe(recipeRequestSchema, options, words, usual);
  const { detail, ...rest } = base;
  const kept = options.preview === undefined ? { detail, ...rest } : rest;
  return parseRecipe(recipeRequestSchema, options, { ...kept, ...words }, usual);
}

/** The options that are fields of a recipe. */
function given(options: object, fields: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => fields.has(name) && value !== undefined),
  );
}

function parseRecipe<Schema extends z.ZodType<RecipeRequest>>(
  schema: Schema,
  options: MeasurementOptions & SamplerOptions,
  words: Readonly<Record<string, unknown>>,
  usual: ReadonlySet<string>,
): z.output<Schema> {
  const operator = options.operator?.split(',').map((name) => name.trim()) ?? words['operator'];
  if (operator === undefined)
    throw wrongUsage('--operator is missing: say what happened to the photo; see --help.');
  // Settings that weren't typed are left out if no operator uses them.
  const unused = ownedByOthers([operator].flat());
  if (unused.has('mask') || words['mask'] !== 'auto') unused.add('sensitivity').add('limit');
  const used = Object.fromEntries(
    Object.entries(words).filter(([name]) => !usual.has(name) || !unused.has(name)),
  );
  const parsed = z.safeParse<Schema>(schema, { ...used, operator });
  if (!parsed.success) throw wrongUsage(sentence(inEnglish(firstIssue(parsed.error))));
  checkOwners(options, parsed.data, usual);
  return parsed.data;
}

/** Throws if an option is given without its operator, such as a mask without inpaint, before an hour of other work. */
function checkOwners(
  options: MeasurementOptions,
  { operator }: RecipeRequest,
  usual: ReadonlySet<string>,
): void {
  const typed = new Map(Object.entries(options));
  const others = ownedByOthers(operator);
  for (const [option, { owners = [] }] of operatorOptions()) {
    if (typed.get(option) === undefined || usual.has(option) || !others.has(option)) continue;
    throw wrongUsage(
      `--${option} is an option of ${owners.join(' or ')}, but the operator is ${operator.join(', ')}; add ${owners.join(' or ')} or remove --${option}.`,
    );
  }
}

/** The options that only other operators use. */
function ownedByOthers(operators: readonly unknown[]): Set<string> {
  const others = new Set<string>();
  for (const [option, { owners }] of operatorOptions())
    if (owners && !owners.some((name) => operators.includes(name))) others.add(option);
  return others;
}

/** Checks an option that must be a positive whole number. */
export function toWhole(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value > 0)) return value;
  throw wrongUsage(`--${name} must be a whole number above 0.`);
}

/** Checks --threads, which isn't in a recipe because it doesn't change the result. */
export function toThreads(value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= MAX_THREADS)) return value;
  throw wrongUsage(`--threads must be a whole number from 1 to ${MAX_THREADS}.`);
}

/** More threads than any machine's cores only use memory. */
const MAX_THREADS = 256;

/** Checks --tile, which isn't in a recipe either. */
export function toTileSize(value: number | undefined): number | undefined {
  if (value === undefined || (value >= SMALLEST_TILE && value % NETWORK_STRIDE === 0)) return value;
  throw wrongUsage(`--tile must be a multiple of ${NETWORK_STRIDE}, at least ${SMALLEST_TILE}.`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
