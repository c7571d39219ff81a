import { PlainError } from '../contract/errors';
import { faultSchema } from '../contract/faults';
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

/** An error as a message. `detail` is the stack, for a log and never for the user. */
export const crossedError = z.object({
  message: saidSchema,
  badRequest: z.boolean(),
  detail: z.string(),
  fault: faultSchema.optional(),
});
export type CrossedError = z.infer<typeof crossedError>;

/** Messages from the child to the parent. */
export const fromChild = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), id: z.int() }),
  z.object({ type: z.literal('progress'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('result'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('cancelled'), id: z.int() }),
  z.object({ type: z.literal('failed'), id: z.int(), error: crossedError }),
]);
export type FromChild = z.infer<typeof fromChild>;

/**
 * Turns an error into a message. A PlainError keeps its text, and a system error about working files gets one. Any
 * other error is reported as an internal fault.
 */
export function packError(error: unknown): CrossedError {
  const plain = workingFileError(error);
  if (plain) {
    const { message, badRequest, stack = '', fault } = plain;
    return { message, badRequest, detail: stack, ...(fault && { fault }) };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    message: said('inside', { detail: text }),
    badRequest: false,
    detail: error instanceof Error ? (error.stack ?? '') : '',
  };
}

export function unpackError(error: CrossedError): PlainError {
  const { message, badRequest, detail, fault } = error;
  const plain = new PlainError(message, { badRequest, cause: detail });
  return fault ? plain.as(fault.key, fault.values) : plain;
}
