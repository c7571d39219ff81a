import type { Fault, FaultKey } from './faults';
import type { Said } from './said';

/**
 * An error whose message is a plain sentence for the person who asked: it names the file and says what to do. Windows
 * say it in their own language, which is why it must be one of the list (sentences.ts).
 * `badRequest` is true for what was found wrong before any work began (exit status 2), false for a failure
 * during the work (exit status 1).
 */
export class PlainError extends Error {
  override readonly name = 'PlainError';
  declare readonly message: Said;
  readonly badRequest: boolean;
  /** What a window says in its own language. */
  fault: Fault | undefined;

  constructor(message: Said, options: { badRequest: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.badRequest = options.badRequest;
  }

  /** Names the fault, for a window to say it in its own language; answers with the error itself. */
  as(key: FaultKey, values: Fault['values'] = {}): this {
    this.fault = { key, values };
    return this;
  }
}

/** The request can't be carried out as it stands. */
export function badRequest(message: Said, cause?: unknown): PlainError {
  return new PlainError(message, { badRequest: true, cause });
}

/** The request was fine and its execution failed. */
export function failure(message: Said, cause?: unknown): PlainError {
  return new PlainError(message, { badRequest: false, cause });
}
