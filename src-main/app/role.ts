import { existsSync } from 'node:fs';
import { COMMAND_NAMES } from '../cli/command-names';
import { closest } from '../cli/did-you-mean';
import { ENGINE_ARGUMENT } from '../transport/start';

/** Passed by the launcher of the installed program; the words after "--" are then a command line. */
export const COMMAND_LINE_ARGUMENT = '--command-line';

/** What the program was started for. */
export type Role =
  | { readonly kind: 'window'; readonly files: readonly string[] }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'engine'; readonly process: string };

/**
 * Decides the role by the command line.
 *
 * @param argv the process's arguments; the first is the executable
 * @param hasAppArgument whether Electron got the program's folder as its first word, as in development
 * @param isFile whether there is a file or a folder of that name
 */
export function roleOf(
  argv: readonly string[],
  hasAppArgument: boolean,
  isFile: (path: string) => boolean = existsSync,
): Role {
  const given = withoutRequired(argv.slice(1));
  const engine = given.find((word) => word.startsWith(ENGINE_ARGUMENT));
  if (engine !== undefined) return { kind: 'engine', process: engine.slice(ENGINE_ARGUMENT.length) };
  const end = given.indexOf('--');
  if (end >= 0 && given.slice(0, end).includes(COMMAND_LINE_ARGUMENT)) {
    return { kind: 'command', words: given.slice(end + 1) };
  }
  // Switches before the first word are for Chromium.
  const first = given.findIndex((word) => !word.startsWith('-'));
  const words = first < 0 ? [] : given.slice(hasAppArgument ? first + 1 : first);
  const command = words.findIndex((word) => !word.startsWith('-'));
  const word = words[command];
  if (word !== undefined && isCommand(word, isFile)) return { kind: 'command', words: words.slice(command) };
  return { kind: 'window', files: words.filter((word) => !word.startsWith('-')) };
}

/** Whether a word is a command, perhaps with a typo; the command line then says what was meant. */
function isCommand(word: string, isFile: (path: string) => boolean): boolean {
  if (COMMAND_NAMES.some((name) => name === word)) return true;
  return closest(word, COMMAND_NAMES) !== undefined && !isFile(word);
}

/** Removes "-r FILE", with which Electron loads a file before the program in development; the tests use it. */
function withoutRequired(words: readonly string[]): string[] {
  return words.filter((word, i) => word !== '-r' && words[i - 1] !== '-r');
}
