import { type Command, InvalidArgumentError } from 'commander';
import {
  OPERATORS,
  type OperatorName,
  PROVIDERS,
  type Recipe,
  type RecipeRequest,
  recipeRequestSchema,
  recipeSchema,
} from '../contract/recipe';
import { z } from '../contract/schema';
import { NETWORK_STRIDE } from '../measurement/region-rules';
import { SMALLEST_TILE } from '../sampling/tiles';
import { wrongUsage } from './wrong-usage';

/** A number as typed; NaN for anything else, which the recipe's schema refuses with a sentence. */
export function toNumber(text: string): number {
  return toText(text).trim() === '' ? Number.NaN : Number(text);
}

/** A number, or the word that leaves it to the photo. */
export function toNumberOrAuto(text: string): number | 'auto' {
  return toText(text) === 'auto' ? 'auto' : toNumber(text);
}

/** A value as typed; what looks like the next option (`--mask --json`) is a value that was forgotten. */
export function toText(text: string): string {
  if (text.startsWith('--')) throw new InvalidArgumentError(`A value is missing before ${text}.`);
  return text;
}

/** What was typed for the options of a measurement. */
export interface MeasurementOptions {
  readonly operator: string;
  readonly noise?: number | 'auto';
  readonly mask?: string;
  readonly scale?: number;
  readonly blur?: number | 'auto';
  readonly length?: number;
  readonly angle?: number;
  readonly kernel?: string;
  readonly quality?: number | 'auto';
  readonly subsampling?: string;
  readonly tone?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** What was typed for the options of a sampler. */
export interface SamplerOptions {
  readonly steps?: number;
  readonly samples?: number;
  readonly detail?: number;
  readonly preview?: boolean;
  readonly provider?: string;
  readonly threads?: number;
  readonly tile?: number;
  readonly model?: string;
}

export function addMeasurementOptions(command: Command): Command {
  return command
    .requiredOption(
      '--operator <names>',
      `${OPERATORS.join(', ')}; several with commas, in the order they happened`,
      toText,
    )
    .option('--noise <levels>', 'standard deviation of the noise in 8-bit levels (default 0)', toNumberOrAuto)
    .option('--mask <file>', 'a picture of the size of the photo; white is damaged', toText)
    .option('--scale <k>', 'enlarge k times, 2 to 8', toNumber)
    .option('--blur <pixels>', 'standard deviation of a Gaussian blur', toNumberOrAuto)
    .option('--length <pixels>', 'length of a motion blur', toNumber)
    .option('--angle <degrees>', 'direction of a motion blur: 0 horizontal, positive clockwise', toNumber)
    .option(
      '--kernel <file>',
      'a picture of the point spread function, instead of --blur or --length',
      toText,
    )
    .option('--quality <1..100>', 'JPEG quality that the photo was saved with', toNumberOrAuto)
    .option('--subsampling <kind>', 'chroma subsampling of that JPEG: 4:4:4 or 4:2:0', toText)
    .option(
      '--tone <kind>',
      'hold a toned print to its tone: auto (as the photo shows), single (in any case) or free (never)',
      toText,
    )
    .option('--seed <n>', 'the same seed gives the same result (default 0)', toNumber);
}

/** Of an option that may be given again: all that was given. */
export function collectText(value: string, before: readonly string[]): string[] {
  return [...before, toText(value)];
}

/** Which network, and what runs it. */
export function addNetworkOptions(command: Command): Command {
  return command
    .option('--provider <name>', `what runs the network: ${PROVIDERS.join(', ')}`, toText)
    .option('--threads <n>', 'threads of the processor (default all)', toNumber)
    .option('--model <file>', 'another network (.onnx with its card beside it)', toText);
}

export function addSamplerOptions(command: Command): Command {
  command
    .option('--steps <n>', 'denoiser calls (default 8)', toNumber)
    .option('--samples <n>', 'several restorations, named OUT-1, OUT-2, ...', toNumber)
    .option(
      '--detail <0..1>',
      'from 0, the mean in one call, to 1, a full sample of the posterior (default by operator and noise)',
      toNumber,
    )
    .option('--preview', 'the same as --detail 0')
    .option(
      '--tile <pixels>',
      'largest side of a tile, a multiple of 16 (default 512, or 256 for thin damage)',
      toNumber,
    );
  return addNetworkOptions(command);
}

/** The recipe that was typed, every value given. Throws a PlainError with the first thing that is wrong. */
export function toRecipe(options: MeasurementOptions & SamplerOptions): Recipe {
  return parseRecipe(recipeSchema, options);
}

/** The same for restorations, which may leave noise, blur and quality to the photo by `auto`. */
export function toRecipeRequest(options: MeasurementOptions & SamplerOptions): RecipeRequest {
  return parseRecipe(recipeRequestSchema, options);
}

function parseRecipe<Schema extends z.ZodType<RecipeRequest>>(
  schema: Schema,
  options: MeasurementOptions & SamplerOptions,
): z.output<Schema> {
  const { noise, scale, blur, length, angle, quality, subsampling, tone, seed } = options;
  const { steps, samples, detail, preview, provider } = options;
  const operator = options.operator.split(',').map((name) => name.trim());
  const typed = {
    noise,
    scale,
    blur,
    length,
    angle,
    quality,
    subsampling,
    tone,
    seed,
    steps,
    samples,
    detail,
    preview,
    provider,
  };
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
  const parsed = z.safeParse<Schema>(schema, { operator, ...given });
  if (!parsed.success)
    throw wrongUsage(sentence(parsed.error.issues[0]?.message ?? 'the recipe is malformed'));
  checkOwners(options, parsed.data);
  return parsed.data;
}

const DEBLUR = ['deblur-gaussian', 'deblur-motion'] as const;

/** Options that mean nothing without one of these operators. */
const OWNERS: readonly (readonly [keyof MeasurementOptions, readonly OperatorName[]])[] = [
  ['mask', ['inpaint']],
  ['scale', ['upscale']],
  ['blur', ['deblur-gaussian']],
  ['length', ['deblur-motion']],
  ['angle', ['deblur-motion']],
  ['kernel', DEBLUR],
  ['quality', ['jpeg']],
  ['subsampling', ['jpeg']],
];

/** Whoever gives a mask and forgets to say inpaint should hear of it before an hour of something else. */
function checkOwners(options: MeasurementOptions, { operator }: RecipeRequest): void {
  for (const [option, owners] of OWNERS) {
    if (options[option] === undefined || owners.some((name) => operator.includes(name))) continue;
    throw wrongUsage(
      `--${option} belongs to ${owners.join(' or ')}, and the operator is ${operator.join(', ')}; add the one or leave out the other.`,
    );
  }
}

/** Checks an option that counts something. */
export function toWhole(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value > 0)) return value;
  throw wrongUsage(`--${name} must be a whole number above 0.`);
}

/** Checks --threads, which isn't part of a recipe because it doesn't change what is restored. */
export function toThreads(value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= MAX_THREADS)) return value;
  throw wrongUsage(`--threads must be a whole number from 1 to ${MAX_THREADS}.`);
}

/** Beyond this, more threads than any machine's processors only fill its memory. */
const MAX_THREADS = 256;

/** Checks --tile, no part of a recipe either. */
export function toTileSize(value: number | undefined): number | undefined {
  if (value === undefined || (value >= SMALLEST_TILE && value % NETWORK_STRIDE === 0)) return value;
  throw wrongUsage(`--tile must be a multiple of ${NETWORK_STRIDE}, at least ${SMALLEST_TILE}.`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
