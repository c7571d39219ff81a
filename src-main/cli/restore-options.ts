import { type ResultSettings, resultFormat, resultSettingsSchema } from '../contract/result-settings';
import { type RuleFor, ruleForEach } from '../library/recipe-file';
import type { DamageOptions, MeasurementOptions, SamplerOptions } from './options';
import { toRecipeRequest } from './options';
import type { OverwriteOptions } from './overwrite';
import { readRecipe } from './recipe-option';
import { type ResultOptions, toEncoding } from './result-options';
import type { SpeechOptions } from './speech';
import { wrongUsage } from './wrong-usage';

/** The options as typed. */
export type RestoreOptions = MeasurementOptions &
  SamplerOptions &
  DamageOptions &
  ResultOptions &
  OverwriteOptions &
  SpeechOptions & {
    readonly dryRun?: boolean;
    readonly recipe?: string;
    readonly format?: string;
    readonly mark: boolean;
  };

/** The formats of results whose name the program chooses. */
export const FORMATS = ['same', ...resultFormat.options] as const;

/**
 * The recipe of each photo and how its result is written, from the options or from a recipe that they change. `usual`
 * names the options that weren't typed. Throws a PlainError (bad request) before any work is done.
 */
export async function rulesOf(options: RestoreOptions, usual: ReadonlySet<string>): Promise<RuleFor> {
  if (options.recipe !== undefined && options.operator !== undefined)
    throw wrongUsage('Give --operator or --recipe, which has operators of its own.');
  const ruleFor = options.recipe === undefined ? undefined : ruleForEach(await readRecipe(options.recipe));
  const changed: RuleFor = (path) => {
    const rule = ruleFor?.(path);
    const result = rule?.result ?? resultSettingsSchema.parse({});
    return { recipe: toRecipeRequest(options, rule?.recipe, usual), result: toSettings(options, result) };
  };
  // Checks the recipe for photos in none of its folders.
  changed('');
  return changed;
}

/** How results are written: as the recipe says, unless an option says otherwise. */
function toSettings(options: RestoreOptions, base: ResultSettings): ResultSettings {
  return {
    ...base,
    ...toEncoding(options, base),
    mark: options.mark && base.mark,
    format: toFormat(options.format) ?? base.format,
  };
}

function toFormat(typed: string | undefined): ResultSettings['format'] | undefined {
  const format = FORMATS.find((name) => name === typed);
  if (typed !== undefined && format === undefined)
    throw wrongUsage(`--format must be one of ${FORMATS.join(', ')}.`);
  return format;
}
