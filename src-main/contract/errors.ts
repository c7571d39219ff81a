import { inEnglish, type Said } from './said';

/**
 * An error that tells the person who asked what is wrong and what to do; it names the file. Its message says it in
 * English.
 * `badRequest` is true for what was found wrong before any work began (exit status 2), false for a failure
 * during the work (exit status 1).
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

/** The request can't be carried out as it stands. */
export function badRequest(said: Said, cause?: unknown): PlainError {
  return new PlainError(said, { badRequest: true, cause });
}

/** The request was fine and its execution failed. */
export function failure(said: Said, cause?: unknown): PlainError {
  return new PlainError(said, { badRequest: false, cause });
}
