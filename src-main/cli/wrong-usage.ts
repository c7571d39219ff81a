import { badRequest, type PlainError } from '../contract/errors';
import { quoted } from '../contract/said';

/** The error for an option, an argument or a file of the command line that can't be used. */
export function wrongUsage(message: string, cause?: unknown): PlainError {
  return badRequest(quoted(message), cause);
}
