import { extname } from 'node:path';
import { Command } from 'commander';
import type { RecipeRequest } from '../contract/recipe';
import type { EncodeOptions } from '../imaging/encode-options';
import { withEngine } from '../jobs/engine';
import { restoreFile } from '../jobs/restore-job';
import { peakMemoryMB } from '../processes/memory';
import { defaultModel } from './model-path';
import {
  addDamageOptions,
  addMeasurementOptions,
  addSamplerOptions,
  type DamageOptions,
  type MeasurementOptions,
  type SamplerOptions,
  toNumber,
  toRecipeRequest,
  toText,
  toThreads,
  toTileSize,
} from './options';
import { progressDisplay } from './progress';
import { OWN_RECIPES_HELP, readRecipe } from './recipe-option';
import { describe, summarise } from './report';
import { wrongUsage } from './wrong-usage';

/** The options for written files. */
export interface OutputOptions {
  readonly output: string;
  readonly bitDepth?: number;
  readonly outputQuality?: number;
  readonly metadata: string;
}

/** The help text of a photo argument. */
export const PHOTO = 'a JPEG, PNG, TIFF, WebP, AVIF or HEIC file, which is only read';

const EXAMPLES = `
Examples:
  daguerre restore old.jpg -o clean.png --operator denoise --noise 12
  daguerre restore old.jpg -o clean.png --operator denoise --noise auto
  daguerre restore print.jpg -o restored.png --recipe old-photo
  daguerre restore scan.tif -o whole.tif --operator inpaint --mask scratches.png
  daguerre restore small.jpg -o big.png --operator upscale --scale 2 --samples 3`;

export function addOutput(command: Command): Command {
  return command.requiredOption(
    '-o, --output <file>',
    'where to write: .jpg, .png, .tif, .webp or .avif; the extension chooses the format',
    toText,
  );
}

export function addOutputOptions(command: Command): Command {
  return command
    .option('--bit-depth <8|16>', 'bits per sample of PNG and TIFF (default as the photo)', toNumber)
    .option('--output-quality <1..100>', 'quality of JPEG, WebP and AVIF (default 95 or better)', toNumber)
    .option('--metadata <keep|remove>', 'EXIF, XMP and IPTC of the photo', toText, 'keep');
}

type Options = MeasurementOptions &
  SamplerOptions &
  DamageOptions &
  OutputOptions & { readonly recipe?: string; readonly mark: boolean };

export function restoreCommand(signal: AbortSignal): Command {
  const command = new Command('restore').description('restore a photo').argument('<photo>', PHOTO);
  addOutput(command).option(
    '--recipe <name|file>',
    'a recipe instead of --operator, one of those below or a JSON file; other options change it',
    toText,
  );
  addOutputOptions(addSamplerOptions(addDamageOptions(addMeasurementOptions(command))));
  command
    .option('--no-mark', "don't record the restoration in the file's XMP")
    .option('--json', 'print one JSON object about the run')
    .addHelpText('after', OWN_RECIPES_HELP)
    .addHelpText('after', EXAMPLES);
  return command.action((photo: string, options: Options) => restore(photo, options, signal));
}

async function restore(photo: string, options: Options, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const recipe = await recipeOf(photo, options);
  const outputs = outputNames(options.output, recipe);
  const threads = toThreads(options.threads);
  const progress = progressDisplay();
  const job = {
    photo,
    recipe,
    files: { mask: options.mask === 'auto' ? undefined : options.mask, kernel: options.kernel },
    network: {
      modelPath: options.model ?? defaultModel(),
      provider: recipe.provider,
      ...(threads !== undefined && { threads }),
    },
    outputs,
    encoding: toEncoding(options),
    mark: options.mark,
    tileSize: toTileSize(options.tile),
  };
  const summary = await withEngine(async (engine) => {
    const pages = await restoreFile(engine, job, { signal, onProgress: progress.update });
    const otherMemoryMB = peakMemoryMB() + (await engine.imaging.request('peakMemoryMB', {}));
    return summarise({
      recipe,
      outputs,
      pages,
      seconds: (performance.now() - started) / 1000,
      otherMemoryMB,
    });
  }).finally(() => progress.stop());
  for (const warning of summary.warnings) process.stderr.write(`${warning}\n`);
  process.stdout.write(`${options.json ? JSON.stringify(summary) : describe(summary)}\n`);
}

async function recipeOf(photo: string, options: Options): Promise<RecipeRequest> {
  if (options.recipe === undefined) return toRecipeRequest(options);
  if (options.operator !== undefined)
    throw wrongUsage('Give --operator or --recipe, which has operators of its own.');
  const ruleFor = await readRecipe(options.recipe);
  return toRecipeRequest(options, ruleFor(photo).recipe);
}

/** The names of the results: OUT, or OUT-1, OUT-2, ... for several samples. */
function outputNames(output: string, { samples }: RecipeRequest): string[] {
  if (samples === 1) return [output];
  const extension = extname(output);
  const stem = output.slice(0, output.length - extension.length);
  return Array.from({ length: samples }, (_, i) => `${stem}-${i + 1}${extension}`);
}

/** Throws a PlainError for a bit depth, quality or metadata choice that doesn't exist. */
export function toEncoding({ bitDepth, outputQuality, metadata }: OutputOptions): EncodeOptions {
  if (bitDepth !== undefined && bitDepth !== 8 && bitDepth !== 16)
    throw wrongUsage('--bit-depth must be 8 or 16.');
  if (metadata !== 'keep' && metadata !== 'remove') throw wrongUsage('--metadata must be keep or remove.');
  return {
    metadata,
    ...(bitDepth !== undefined && { bitDepth }),
    ...(outputQuality !== undefined && { quality: outputQuality }),
  };
}
