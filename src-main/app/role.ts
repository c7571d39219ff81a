import { COMMAND_NAMES } from '../cli/command-names';
import { ENGINE_ARGUMENT } from '../transport/start';

/** Set by the launcher of the installed program: what follows "--" is a command line. */
export const COMMAND_LINE_ARGUMENT = '--command-line';

/** What this start of the program is for. */
export type Role =
  | { readonly kind: 'window'; readonly files: readonly string[] }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'engine'; readonly process: string };

/**
 * @param argv the process's arguments, its own program first
 * @param hasAppArgument whether Electron was given the program's folder as its first word, as in development
 */
export function roleOf(argv: readonly string[], hasAppArgument: boolean): Role {
  const given = withoutRequired(argv.slice(1));
  const engine = given.find((word) => word.startsWith(ENGINE_ARGUMENT));
  if (engine !== undefined) return { kind: 'engine', process: engine.slice(ENGINE_ARGUMENT.length) };
  const end = given.indexOf('--');
  if (end >= 0 && given.slice(0, end).includes(COMMAND_LINE_ARGUMENT)) {
    return { kind: 'command', words: given.slice(end + 1) };
  }
  // Switches before the first word are Chromium's.
  const first = given.findIndex((word) => !word.startsWith('-'));
  const words = first < 0 ? [] : given.slice(hasAppArgument ? first + 1 : first);
  const command = words.findIndex((word) => !word.startsWith('-'));
  if (command >= 0 && COMMAND_NAMES.some((name) => name === words[command])) {
    return { kind: 'command', words: words.slice(command) };
  }
  return { kind: 'window', files: words.filter((word) => !word.startsWith('-')) };
}

/** Electron itself takes "-r FILE" in development, to load a file before the program: what drives it in tests. */
function withoutRequired(words: readonly string[]): string[] {
  return words.filter((word, i) => word !== '-r' && words[i - 1] !== '-r');
}
