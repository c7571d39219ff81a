import { once } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MetricsTime, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Engine } from '../../jobs/engine';
import type { PhotoJob } from '../../jobs/photo-job';
import type { WorkerEvent } from '../events';
import { linkedAbort } from '../linked-abort';
import { overlappingEngines } from '../overlapping';
import { OUT_OF_REACH, onConnection } from './connect';
import { type JobOutcome, queueName } from './job';
import { JobProcessor } from './job-processor';
import { FolderAway } from './restore-queued';
import type { RootMap } from './root-map';

/** How many times a job is given to another worker because its worker stopped responding. */
const STALLS = 2;
/** Milliseconds to wait for the queue at the end. After that its jobs are treated as stalled. */
const CLOSE_MS = 5000;

export interface QueueWorkerOptions {
  readonly client: Redis;
  readonly modelHash: string;
  readonly network: PhotoJob['network'];
  readonly map: RootMap;
  /** Photos at a time: the network runs for one while others are decoded or encoded. */
  readonly concurrency: number;
  /** Milliseconds without a sign of life after which a worker counts as gone. */
  readonly stalledAfterMs: number;
  readonly onEvent: (event: WorkerEvent) => void;
  /** Ends the work; unfinished jobs are given back to the queue. */
  readonly signal: AbortSignal;
}

/** How a worker ended. If the queue was unreachable ('cut off'), BullMQ's timers run until the process exits. */
export type WorkerEnd = 'closed' | 'cut off';

/**
 * Takes photos from a network's queue and restores them until the signal is aborted. Throws a PlainError if a folder of
 * a batch is missing here. The engine runs in separate processes, so that this one can always renew its locks.
 */
export async function workOnQueue(engine: Engine, options: QueueWorkerOptions): Promise<WorkerEnd> {
  const { client, modelHash, concurrency, stalledAfterMs, onEvent } = options;
  const { controller: stop, unlink } = linkedAbort(options.signal);
  const processor = new JobProcessor(await overlappingEngines(engine, concurrency), options, stop);
  const queue = queueName(modelHash);
  const worker = new Worker<unknown, JobOutcome>(
    queue,
    (job, token, signal) => processor.process(job, token, signal),
    {
      connection: client,
      name: hostname(),
      concurrency,
      lockDuration: stalledAfterMs,
      stalledInterval: stalledAfterMs,
      maxStalledCount: STALLS,
      metrics: { maxDataPoints: MetricsTime.ONE_WEEK },
    },
  );
  // A lost connection is reported below. A job whose lock was lost belongs to another worker now.
  worker.on('error', () => {});
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id);
  });
  const stopHearing = onConnection(client, (isThere) =>
    onEvent(isThere ? { event: 'continued' } : { event: 'waiting', reason: OUT_OF_REACH }),
  );
  let isClosed = false;
  try {
    await worker.waitUntilReady();
    onEvent({ event: 'ready', queue, concurrency });
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } finally {
    unlink();
    isClosed = await Promise.race([worker.close().then(() => true), sleep(CLOSE_MS, false, { ref: false })]);
    stopHearing();
  }
  if (stop.signal.reason instanceof FolderAway) throw stop.signal.reason.plain;
  return isClosed ? 'closed' : 'cut off';
}
