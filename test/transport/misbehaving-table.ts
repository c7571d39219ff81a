import { z } from '../../src-main/contract/schema';

const nothing = z.null();

/** Requests of a child that behaves and misbehaves on demand. */
export const misbehavingTable = {
  echo: { payload: z.unknown(), progress: z.never(), result: z.unknown() },
  add: { payload: z.object({ a: z.number(), b: z.number() }), progress: z.never(), result: z.number() },
  count: {
    payload: z.object({ steps: z.int(), stepMs: z.number(), file: z.string().optional() }),
    progress: z.object({ step: z.int() }),
    result: z.int(),
  },
  refuse: {
    payload: z.object({ message: z.string(), badRequest: z.boolean() }),
    progress: nothing,
    result: nothing,
  },
  throwBug: { payload: nothing, progress: nothing, result: nothing },
  wrongResult: { payload: nothing, progress: nothing, result: z.object({ width: z.int() }) },
  wrongProgress: { payload: nothing, progress: z.object({ step: z.int() }), result: nothing },
  abort: { payload: nothing, progress: nothing, result: nothing },
  answerThenAbort: { payload: nothing, progress: nothing, result: z.literal('done') },
  exit: { payload: z.int(), progress: nothing, result: nothing },
  block: { payload: z.number(), progress: nothing, result: nothing },
  eatMemory: { payload: nothing, progress: nothing, result: nothing },
  peakMemoryMB: { payload: nothing, progress: nothing, result: z.number() },
  pid: { payload: nothing, progress: nothing, result: z.int() },
  /** Starts a child of the same kind, reports its process id and leaves it running. */
  parent: { payload: nothing, progress: nothing, result: z.int() },
  environment: { payload: z.string(), progress: nothing, result: z.string() },
  /** From then on the child reports that it is worn out. */
  wear: { payload: nothing, progress: nothing, result: nothing },
  probe: { payload: z.unknown(), progress: nothing, result: nothing },
};
export type MisbehavingTable = typeof misbehavingTable;
