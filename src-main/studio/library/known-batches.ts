import { join } from 'node:path';
import { type BatchRequest, batchRequestSchema } from '../../contract/batch';
import type { Said } from '../../contract/said';
import { z } from '../../contract/schema';
import { startOptions } from '../../contract/window/library';
import { openJsonFile } from '../json-file';

/** A request in the list of earlier batches. */
const knownSchema = batchRequestSchema.extend({
  /** That of the batch's ledger. */
  id: z.string(),
  /** When it was last opened, ISO 8601. */
  changed: z.string(),
  /** The options of the current run, from its start to its end; after a crash those of the interrupted run. */
  run: startOptions.nullable().default(null),
});
type Known = z.output<typeof knownSchema>;

/** Earlier batches, latest first. */
export interface KnownBatches {
  all(): Promise<readonly Known[]>;
  /** Puts a batch that was opened at the top of the list. */
  keep(id: string, request: BatchRequest, run: Known['run']): Promise<void>;
  forget(id: string): Promise<void>;
  /** Records that a run has begun, or with null that it has ended. */
  setRun(id: string, run: Known['run']): Promise<void>;
}

const MOST = 30;

export function createKnownBatches(data: string, notify: (notice: Said) => void): KnownBatches {
  const open = once(() => openJsonFile(join(data, 'library.json'), z.array(knownSchema), [], notify));
  return {
    all: async () => (await open()).value,
    keep: async (id, request, run) => {
      const file = await open();
      const others = file.value.filter((batch) => batch.id !== id);
      const batch = { ...request, id, changed: new Date().toISOString(), run };
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
