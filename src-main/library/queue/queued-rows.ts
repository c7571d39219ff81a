import { resolve } from 'node:path';
import { said } from '../../contract/said';
import { readSaid } from '../../contract/said-before';
import type { BatchTeller } from '../batch-teller';
import { hashValue } from '../hashes';
import type { LedgerRow } from '../ledger-rows';
import type { OpenBatch } from '../open-batch';
import { workOf } from '../row-settings';
import type { RowWriter } from '../row-writer';
import { isS3, openStore } from '../stores/open-store';
import { jobId, outcomeSchema, type QueuedJob } from './job';
import type { JobWord } from './job-queue';

/** BullMQ's message for a job that stalled on one worker after another. */
const STALLED = 'job stalled more than allowable limit';

/** A photo that is in the queue. */
export interface Queued {
  readonly row: LedgerRow;
  readonly job: QueuedJob;
  /** Whether a started event was sent for it. */
  started: boolean;
}

/** The name of the file by which machines recognise a batch's results folder; the same in every run of the batch. */
export function proofName({ input, output }: Pick<OpenBatch, 'input' | 'output'>): string {
  return `.daguerre-${hashValue([input, output]).slice(0, 12)}.batch`;
}

/** Turns a row into a job for any machine, with its id. */
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
    ...(batch.options.tileSize !== undefined && { tileSize: batch.options.tileSize }),
    ...(unlessIs !== undefined && { unlessIs }),
  };
  return { id: jobId(job, row), queued: { row, job, started: false } };
}

/**
 * Whether an old job's outcome no longer counts: a failure that should be retried, or a result that is gone.
 */
export async function isOutdated({ row, job }: Queued, word: JobWord): Promise<boolean> {
  if (word.kind === 'started' || !word.old) return false;
  // At the first attempt a failure must be from an earlier run.
  if (word.kind === 'failed') return row.tries <= 1;
  const store = await openStore(job.output);
  const outcome = outcomeSchema.safeParse(word.value);
  if (!outcome.success || outcome.data.outcome === 'vanished') return true;
  if (outcome.data.outcome === 'left') return false;
  const there = await Promise.all(job.outputs.map((path) => store.has(path)));
  return !there.every((isThere) => isThere);
}

/** Records a job's outcome in the ledger and reports it. */
export async function settle(
  { row, job }: Queued,
  word: Exclude<JobWord, { kind: 'started' }>,
  { writer, teller, signal }: { writer: RowWriter; teller: BatchTeller; signal: AbortSignal },
): Promise<void> {
  if (word.kind === 'failed') {
    // Only this message of BullMQ's needs a better one for the user.
    const reason =
      word.reason === STALLED
        ? said('engineCrashedOrEnded', { process: 'Every process that restored this photo' })
        : readSaid(word.reason);
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
    case 'left':
      return writer.leftAlone(row, outcome.data.reason, signal);
    case 'vanished': {
      const photos = await openStore(job.input);
      // If this machine still sees the photo, it isn't gone: the worker has another folder at this path.
      if (!(await photos.has(row.path))) return writer.vanished(row, signal);
      const path = photos.placeFor(row.path, '');
      return writer.failed(row, said('fileMissing', { path }), signal);
    }
  }
}
