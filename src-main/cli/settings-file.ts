import { readFile } from 'node:fs/promises';
import type { Command, Option } from 'commander';
import { z } from '../contract/schema';
import { errorCode } from '../imaging/open-file';
import { parseJson } from '../library/recipe-file';
import { configFile } from '../shell/user-folders';
import { didYouMean } from './did-you-mean';
import { wrongUsage } from './wrong-usage';

const one = z.union([z.string(), z.number(), z.boolean()]);
const settingValue = z.union([one, z.array(one)]);
export type SettingValue = z.output<typeof settingValue>;

const fileSchema = z.record(z.string(), z.union([settingValue, z.record(z.string(), settingValue)]));

/** The settings in config.json for a command: those of all commands, then those under the command's name. */
export type FileSettings = (command: Command) => ReadonlyMap<string, SettingValue>;

/** The name of an option in config.json: as typed, without the dashes before it and without "no-". */
export function settingName({ long }: Option): string {
  return (long ?? '').replace(/^--(no-)?/, '');
}

/**
 * Reads the configuration file, which need not exist unless DAGUERRE_CONFIG names it. Throws a PlainError (bad request)
 * that names the file if it isn't JSON, has an unknown setting, or a value of a form that no option takes.
 */
export async function readSettingsFile(all: readonly Command[]): Promise<FileSettings> {
  const { path, isNamed } = configFile();
  const value = await readJson(path, isNamed);
  if (value === undefined) return () => new Map();
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success)
    throw wrongUsage(
      `${path} must be a JSON object of settings: texts, numbers, true, false, lists of them, or an object of them below a command's name.`,
      parsed.error,
    );
  const settings = new Map<string, SettingValue>();
  const sections = new Map<string, ReadonlyMap<string, SettingValue>>();
  const everyName = all.flatMap(namesOf);
  for (const [name, found] of Object.entries(parsed.data)) {
    const command = all.find((each) => each.name() === name);
    if (typeof found === 'object' && !Array.isArray(found)) {
      if (!command)
        throw unknown(
          path,
          name,
          all.map((each) => each.name()),
        );
      for (const inner of Object.keys(found))
        if (!namesOf(command).includes(inner)) throw unknown(path, inner, namesOf(command), name);
      sections.set(name, new Map(Object.entries(found)));
    } else if (everyName.includes(name)) settings.set(name, found);
    else throw unknown(path, name, everyName);
  }
  return (command) => new Map([...settings, ...(sections.get(command.name()) ?? [])]);
}

function namesOf(command: Command): string[] {
  return command.options.filter(({ hidden }) => !hidden).map(settingName);
}

function unknown(path: string, name: string, known: readonly string[], section?: string) {
  const where = section === undefined ? '' : ` of ${section}`;
  return wrongUsage(`${path} has an unknown setting${where}, "${name}".${didYouMean(name, known)}`);
}

async function readJson(path: string, isNamed: boolean): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !isNamed) return undefined;
    throw wrongUsage(
      `The configuration file ${path} can't be read; check its name and its permissions.`,
      error,
    );
  }
  try {
    return parseJson(text);
  } catch (error) {
    throw wrongUsage(`The configuration file ${path} isn't valid JSON.`, error);
  }
}
