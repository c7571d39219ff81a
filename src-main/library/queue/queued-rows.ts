import { resolve } from 'node:path';
import { said, saidSchema } from '../../contract/said';
import type { BatchTeller } from '../batch-teller';
import { hashValue } from '../hashes';
import type { LedgerRow } from '../ledger-rows';
import type { OpenBatch } from '../open-batch';
import { workOf } from '../row-work';
import type { RowWriter } from '../row-writer';
import { isS3, openStore } from '../stores/open-store';
import { jobId, outcomeSchema, type QueuedJob } from './job';
import type { JobWord } from './job-queue';

/** BullMQ's word of a job that was given to one machine after another without an answer. */
const STALLED = 'job stalled more than allowable limit';

/** A photo that is in the queue. */
export interface Queued {
  readonly row: LedgerRow;
  readonly job: QueuedJob;
  /** Whether it was told that its restoration began. */
  started: boolean;
}

/** The name of the file by which machines know the results' folder of a batch: the same whenever it is gone on with. */
export function proofName({ input, output }: Pick<OpenBatch, 'input' | 'output'>): string {
  return `.daguerre-${hashValue([input, output]).slice(0, 12)}.batch`;
}

/** What a row asks for, as a job for any machine, and the job's id. */
export function toJob(row: LedgerRow, batch: OpenBatch): { readonly id: string; readonly queued: Queued } {
  const { settings, outputs, unlessIs } = workOf(row);
  const { mask } = settings;
  const job: QueuedJob = {
    input: batch.input,
    output: batch.output,
    photo: row.path,
    outputs: [...outputs],
    settings: { ...settings, ...(mask !== undefined && { mask: isS3(mask) ? mask : resolve(mask) }) },
    proof: proofName(batch),
    ...(batch.request.tileSize !== undefined && { tileSize: batch.request.tileSize }),
    ...(unlessIs !== undefined && { unlessIs }),
  };
  return { id: jobId(job, row), queued: { row, job, started: false } };
}

/**
 * Whether an ended job is one of a time before, whose end no longer counts: a failure that is to be tried again, or a
 * result that is gone.
 */
export async function isOutdated({ row, job }: Queued, word: JobWord): Promise<boolean> {
  if (word.kind === 'started' || !word.old) return false;
  // A photo claimed for the first time waited for no job.
  if (word.kind === 'failed') return row.tries <= 1;
  const store = await openStore(job.output);
  const outcome = outcomeSchema.safeParse(word.value);
  if (!outcome.success || outcome.data.outcome === 'vanished') return true;
  const there = await Promise.all(job.outputs.map((path) => store.has(path)));
  return !there.every((isThere) => isThere);
}

/** Writes into the ledger how a job ended, and tells it. */
export async function settle(
  { row, job }: Queued,
  word: Exclude<JobWord, { kind: 'started' }>,
  { writer, teller, signal }: { writer: RowWriter; teller: BatchTeller; signal: AbortSignal },
): Promise<void> {
  if (word.kind === 'failed') {
    // Only this sentence of the queue's own is one that a person can't use.
    const reason =
      word.reason === STALLED
        ? said('engineCrashedOrEnded', { process: 'Every process that restored this photo' })
        : saidSchema.parse(word.reason);
    return writer.failed(row, reason, signal);
  }
  const outcome = outcomeSchema.safeParse(word.value);
  if (!outcome.success) return writer.failed(row, said('resultMalformed', { name: row.path }), signal);
  switch (outcome.data.outcome) {
    case 'done': {
      const { outcome: _, ...result } = outcome.data;
      await writer.done(row, result, job.outputs, signal);
      return teller.restored(row.bytes);
    }
    case 'kept':
      return writer.kept(row, signal);
    case 'vanished': {
      const photos = await openStore(job.input);
      // What is seen from here and not from there isn't gone: a machine has another folder at this place.
      if (!(await photos.has(row.path))) return writer.vanished(row, signal);
      const path = photos.placeFor(row.path, '');
      return writer.failed(row, said('fileMissing', { path }), signal);
    }
  }
}
