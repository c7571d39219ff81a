import type { Command } from 'commander';
import { badRequest } from '../contract/errors';
import { OPERATORS, PROVIDERS, type Recipe, recipeSchema } from '../contract/recipe';

/** A number as typed; NaN for anything else, which the recipe's schema refuses with a sentence. */
export function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** What was typed for the options of a measurement. */
export interface MeasurementOptions {
  readonly operator: string;
  readonly noise?: number;
  readonly mask?: string;
  readonly scale?: number;
  readonly blur?: number;
  readonly length?: number;
  readonly angle?: number;
  readonly kernel?: string;
  readonly quality?: number;
  readonly subsampling?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** What was typed for the options of a sampler. */
export interface SamplerOptions {
  readonly steps?: number;
  readonly samples?: number;
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
    )
    .option('--noise <levels>', 'standard deviation of the noise in 8-bit levels (default 0)', toNumber)
    .option('--mask <file>', 'a picture of the size of the photo; white is damaged')
    .option('--scale <k>', 'enlarge k times, 2 to 8', toNumber)
    .option('--blur <pixels>', 'standard deviation of a Gaussian blur', toNumber)
    .option('--length <pixels>', 'length of a motion blur', toNumber)
    .option('--angle <degrees>', 'direction of a motion blur: 0 horizontal, positive clockwise', toNumber)
    .option('--kernel <file>', 'a picture of the point spread function, instead of --blur or --length')
    .option('--quality <1..100>', 'JPEG quality that the photo was saved with', toNumber)
    .option('--subsampling <kind>', 'chroma subsampling of that JPEG: 4:4:4 or 4:2:0')
    .option('--seed <n>', 'the same seed gives the same result (default 0)', toNumber)
    .option('--json', 'print one JSON object about the run');
}

export function addSamplerOptions(command: Command): Command {
  return command
    .option('--steps <n>', 'denoiser calls (default 8)', toNumber)
    .option('--samples <n>', 'several restorations, named OUT-1, OUT-2, ...', toNumber)
    .option('--preview', 'one call: the posterior mean')
    .option('--provider <name>', `what runs the network: ${PROVIDERS.join(', ')}`)
    .option('--threads <n>', 'threads of the processor (default all)', toNumber)
    .option(
      '--tile <pixels>',
      'largest side of a tile, a multiple of 16 (default 512, or 256 for thin damage)',
      toNumber,
    )
    .option('--model <file>', 'another network (.onnx with its card beside it)');
}

/** The recipe that was typed. Throws a PlainError with the first thing that is wrong. */
export function toRecipe(options: MeasurementOptions & SamplerOptions): Recipe {
  const { noise, scale, blur, length, angle, quality, subsampling, seed, steps, samples, preview, provider } =
    options;
  const operator = options.operator.split(',').map((name) => name.trim());
  const typed = {
    noise,
    scale,
    blur,
    length,
    angle,
    quality,
    subsampling,
    seed,
    steps,
    samples,
    preview,
    provider,
  };
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
  const parsed = recipeSchema.safeParse({ operator, ...given });
  if (parsed.success) return parsed.data;
  throw badRequest(`${sentence(parsed.error.issues[0]?.message ?? 'the recipe is malformed')}`);
}

/** Parses --threads and --tile, which aren't part of a recipe because they don't change what is restored. */
export function toWhole(name: string, value: number | undefined, multiple = 1): number | undefined {
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || value <= 0 || value % multiple !== 0) {
    const what = multiple === 1 ? 'a whole number above 0' : `a multiple of ${multiple}`;
    throw badRequest(`--${name} must be ${what}.`);
  }
  return value;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
