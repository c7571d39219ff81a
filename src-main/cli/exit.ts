import { CommanderError } from 'commander';
import { PlainError } from '../contract/errors';

/** The work was stopped by the person who started it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('Stopped. Nothing was left half written.');
  }
}

/** 2 for a bad request, 130 when interrupted, 1 for every other failure. */
export function exitStatus(error: unknown): number {
  if (error instanceof Interrupted) return 130;
  if (error instanceof CommanderError) return 2;
  return error instanceof PlainError && error.badRequest ? 2 : 1;
}

/** One plain sentence. */
export function explain(error: unknown): string {
  if (error instanceof PlainError || error instanceof Interrupted) return error.message;
  if (error instanceof CommanderError) return error.message.replace(/^error: /, 'Daguerre: ');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something went wrong inside Daguerre; please report this: ${detail}`;
}
