import { badRequest, type PlainError } from '../contract/errors';
import { quoted } from '../contract/said';

/** An option, an argument or a file of the command line can't be used as it was given. */
export function wrongUsage(message: string, cause?: unknown): PlainError {
  return badRequest(quoted(message), cause);
}
