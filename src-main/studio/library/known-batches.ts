import { join } from 'node:path';
import type { Said } from '../../contract/said';
import { z } from '../../contract/schema';
import { batchWishFields, runOptions } from '../../contract/window/library';
import { openJsonFile } from '../json-file';

/** The wish for a batch, with the paths, which the window only knows by ids. */
export const keptBatchSchema = z.object({
  id: z.string(),
  input: z.string(),
  output: z.string(),
  masks: z.string().nullable(),
  ...batchWishFields,
  /** ISO 8601. */
  changed: z.string(),
  /** The options of the current run, from its start to its end; after a crash those of the interrupted run. */
  run: runOptions.nullable().default(null),
});
export type KeptBatch = z.output<typeof keptBatchSchema>;

/** Earlier batches, latest first. */
export interface KnownBatches {
  all(): Promise<readonly KeptBatch[]>;
  keep(batch: KeptBatch): Promise<void>;
  forget(id: string): Promise<void>;
  /** Records that a run has begun, or with null that it has ended. */
  setRun(id: string, run: KeptBatch['run']): Promise<void>;
}

const MOST = 30;

export function createKnownBatches(data: string, notify: (notice: Said) => void): KnownBatches {
  const open = once(() => openJsonFile(join(data, 'library.json'), z.array(keptBatchSchema), [], notify));
  return {
    all: async () => (await open()).value,
    keep: async (batch) => {
      const file = await open();
      const others = file.value.filter(({ id }) => id !== batch.id);
      await file.set([batch, ...others].slice(0, MOST));
    },
    forget: async (id) => {
      const file = await open();
      await file.set(file.value.filter((batch) => batch.id !== id));
    },
    setRun: async (id, run) => {
      const file = await open();
      await file.set(file.value.map((batch) => (batch.id === id ? { ...batch, run } : batch)));
    },
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
