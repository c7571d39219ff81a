import { inEnglish, type Said } from './said';

/**
 * An error that tells the user what is wrong and what to do; it names the file. Its message is in English. `badRequest`
 * is true for errors found before any work began (exit status 2), false for a failure during the work (exit status 1).
 */
export class PlainError extends Error {
  override readonly name = 'PlainError';
  readonly said: Said;
  readonly badRequest: boolean;

  constructor(said: Said, options: { badRequest: boolean; cause?: unknown }) {
    super(inEnglish(said), { cause: options.cause });
    this.said = said;
    this.badRequest = options.badRequest;
  }
}

/** The request is invalid. */
export function badRequest(said: Said, cause?: unknown): PlainError {
  return new PlainError(said, { badRequest: true, cause });
}

/** The request is valid, but its execution failed. */
export function failure(said: Said, cause?: unknown): PlainError {
  return new PlainError(said, { badRequest: false, cause });
}
