import { CommanderError } from 'commander';
import { PlainError } from '../contract/errors';
import { workingFileError } from '../imaging/working-files';
import { OutputExists } from './overwrite';

/** The user stopped the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('Stopped. No unfinished file remains.');
  }
}

/** The exit status: 2 for a bad request, 4 for a result that exists, 130 when interrupted, 1 for every other failure. */
export function exitStatus(error: unknown): number {
  if (error instanceof Interrupted) return 130;
  if (error instanceof CommanderError) return 2;
  if (error instanceof OutputExists) return error.exitStatus;
  return error instanceof PlainError && error.badRequest ? 2 : 1;
}

/** The message for any error, on one line. */
export function explain(error: unknown): string {
  return sentence(error).replace(/\s*\n\s*/g, ' ');
}

function sentence(error: unknown): string {
  if (error instanceof Interrupted) return error.message;
  if (error instanceof CommanderError) return aboutTheCommand(error.message);
  const plain = workingFileError(error);
  if (plain) return plain.message;
  return `Something went wrong inside Daguerre; please report this: ${error instanceof Error ? error.message : error}`;
}

/**
 * Turns Commander's "error: unknown option '--nosie'\n(Did you mean --noise?)" into a sentence that says what to do.
 */
function aboutTheCommand(message: string): string {
  const [what, ...hints] = message.replace(/^error: /, '').split('\n');
  const capital = `${what?.charAt(0).toUpperCase()}${what?.slice(1).replace(/\.$/, '')}`;
  return [`${capital}; see --help.`, ...hints].join(' ');
}
