import { type Command, InvalidArgumentError, type Option } from 'commander';
import { configFile } from '../shell/user-folders';
import { readSettingsFile, type SettingValue, settingName } from './settings-file';
import { wrongUsage } from './wrong-usage';

/** The rule, for the help. */
export const SETTINGS_HELP = `
Every option may be given beforehand: --output-quality 90 as DAGUERRE_OUTPUT_QUALITY=90 in the environment, or as
"output-quality": 90 in ${configFile().path},
there for one command below its name. The command line wins, then the environment, then the file.`;

/**
 * Gives a command the values of the environment and of the configuration file before its arguments are parsed, which
 * take precedence. Throws a PlainError (bad request) that names the variable or the file.
 */
export async function applySettings(command: Command, all: readonly Command[]): Promise<void> {
  const ofFile = (await readSettingsFile(all))(command);
  for (const option of command.options.filter(({ hidden }) => !hidden)) {
    const name = settingName(option);
    const variable = variableOf(name);
    const typed = process.env[variable];
    const found = ofFile.get(name);
    // An empty variable counts as unset.
    if (typed !== undefined && typed !== '') give(command, option, typed, 'env', variable);
    else if (found !== undefined) give(command, option, found, 'config', `"${name}" in ${configFile().path}`);
  }
}

/** Options that exclude each other. */
const RIVALS = [
  ['recipe', 'operator'],
  ['overwrite', 'clobber'],
  ['quiet', 'verbose'],
  ['detail', 'preview'],
] as const;

/** Removes the settings that a typed option excludes. */
export function yieldToTyped(command: Command): void {
  const usual = usualOf(command);
  const isTyped = (name: string) => command.getOptionValueSource(name) === 'cli';
  for (const pair of RIVALS) {
    for (const [name, rival] of [pair, pair.toReversed()]) {
      if (!usual.has(name) || !isTyped(rival)) continue;
      const option = command.options.find((each) => each.attributeName() === name);
      command.setOptionValueWithSource(name, option?.defaultValue, 'default');
    }
  }
}

/** The variable of a setting. */
export function variableOf(name: string): string {
  return `DAGUERRE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** The names of a command's options whose values weren't typed but come from the environment or the file. */
export function usualOf(command: Command): ReadonlySet<string> {
  const names = command.options.map((option) => option.attributeName());
  return new Set(
    names.filter((name) => ['env', 'config'].includes(command.getOptionValueSource(name) ?? '')),
  );
}

function give(
  command: Command,
  option: Option,
  value: SettingValue,
  source: 'env' | 'config',
  where: string,
): void {
  const takesValue = option.required || option.optional;
  const parsed = takesValue ? parsedValue(option, value, where) : parsedSwitch(value, where);
  command.setOptionValueWithSource(option.attributeName(), parsed, source);
}

function parsedSwitch(value: SettingValue, where: string): boolean {
  const [yes, no]: SettingValue[][] = [
    [true, 'true', '1'],
    [false, 'false', '0'],
  ];
  if (yes?.includes(value)) return true;
  if (no?.includes(value)) return false;
  throw wrongUsage(`${where} must be true or false.`);
}

/** A value as its option parses it; lists are repeated, or joined by commas where an option isn't repeatable. */
function parsedValue({ parseArg, defaultValue }: Option, value: SettingValue, where: string): unknown {
  const parts = (Array.isArray(value) ? value : [value]).map((part) => {
    if (typeof part === 'boolean') throw wrongUsage(`${where} must be a text or a number.`);
    return String(part);
  });
  const texts = Array.isArray(defaultValue) ? parts : [parts.join(',')];
  let parsed: unknown = Array.isArray(defaultValue) ? [] : undefined;
  for (const text of texts) {
    try {
      parsed = parseArg ? parseArg(text, parsed) : text;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw wrongUsage(`${where} can't be used: ${error.message}`, error);
    }
  }
  if (Number.isNaN(parsed)) throw wrongUsage(`${where} must be a number.`);
  return parsed;
}
