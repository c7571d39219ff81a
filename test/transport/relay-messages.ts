import { z } from '../../src-main/contract/schema';

/** From a test to the Electron that holds its channels. */
export const toRelay = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), id: z.int(), entry: z.string() }),
  z.object({ type: z.literal('post'), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal('kill'), id: z.int() }),
]);
export type ToRelay = z.infer<typeof toRelay>;

export const fromRelay = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('message'), id: z.int(), pid: z.int().optional(), value: z.unknown() }),
  z.object({
    type: z.literal('exit'),
    id: z.int(),
    exit: z.object({ code: z.int().nullable(), signal: z.string().nullable(), detail: z.string() }),
  }),
]);
