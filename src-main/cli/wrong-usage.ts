import { badRequest, type PlainError } from '../contract/errors';
import { terminalSentence } from '../contract/sentences';

/** An option, an argument or a file of the command line can't be used as it was given. */
export function wrongUsage(message: string, cause?: unknown): PlainError {
  return badRequest(terminalSentence(message), cause);
}
