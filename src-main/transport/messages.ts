import { PlainError } from '../contract/errors';
import { said, saidSchema } from '../contract/said';
import { z } from '../contract/schema';
import { workingFileError } from '../imaging/working-files';

/** Messages from the parent to the child. */
export const toChild = z.discriminatedUnion('type', [
  z.object({ type: z.literal('request'), id: z.int(), name: z.string(), payload: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.int() }),
  z.object({ type: z.literal('stop') }),
]);
export type ToChild = z.infer<typeof toChild>;

/** An error as a message. `cause` is the stack, for a log and never for the user. */
export const crossedError = z.object({ said: saidSchema, badRequest: z.boolean(), cause: z.string() });
export type CrossedError = z.infer<typeof crossedError>;

/** Messages from the child to the parent. */
export const fromChild = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), id: z.int() }),
  z.object({ type: z.literal('progress'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('result'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('cancelled'), id: z.int() }),
  z.object({ type: z.literal('failed'), id: z.int(), error: crossedError }),
  /** The child wants to be replaced; it still answers its pending requests. */
  z.object({ type: z.literal('worn') }),
]);
export type FromChild = z.infer<typeof fromChild>;

/**
 * Turns an error into a message. A PlainError keeps its key, and a system error about working files gets one. Any
 * other error is reported as an internal fault.
 */
export function packError(error: unknown): CrossedError {
  const plain = workingFileError(error);
  if (plain) return { said: plain.said, badRequest: plain.badRequest, cause: plain.stack ?? '' };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    said: said('inside', { detail }),
    badRequest: false,
    cause: error instanceof Error ? (error.stack ?? '') : '',
  };
}

export function unpackError({ said, ...options }: CrossedError): PlainError {
  return new PlainError(said, options);
}
