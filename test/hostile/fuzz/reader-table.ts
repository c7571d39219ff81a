import { z } from '../../../src-main/contract/schema';

export const READ_KINDS = ['recipe', 'card', 'ledger', 'project', 'request', 'job', 'answers'] as const;

/** A file of a model and its card. */
export const modelFile = z.object({ card: z.string(), onnx: z.base64() });
/** A request of a window: `$0`, `$1` ... stand for ids that the program has given out. */
export const requestFile = z.object({ name: z.string(), input: z.unknown() });

/** What a reader is asked (test/transport/children/reader.ts). It reads a file as the program does. */
export const readerTable = {
  open: {
    payload: z.object({ folder: z.string(), photo: z.string(), model: z.string() }),
    progress: z.never(),
    result: z.null(),
  },
  read: {
    payload: z.object({ kind: z.enum(READ_KINDS), path: z.string() }),
    progress: z.never(),
    result: z.null(),
  },
};
export type ReaderTable = typeof readerTable;
