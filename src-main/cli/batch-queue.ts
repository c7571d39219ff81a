import type { BatchEvent, Finished } from '../library/events';
import type { OpenBatch } from '../library/open-batch';
import { withRedis } from '../library/queue/connect';
import { JobQueue } from '../library/queue/job-queue';
import { runQueuedBatch } from '../library/queue/queued-batch';
import type { QueueAddress } from '../library/queue/redis-url';

/** Lets the workers of a queue restore a batch's photos. Connects to the queue before the batch is opened. */
export async function runByQueue<T>(
  address: QueueAddress,
  signal: AbortSignal,
  work: (run: (batch: OpenBatch, onEvent: (event: BatchEvent) => void) => Promise<Finished>) => Promise<T>,
): Promise<T> {
  return withRedis(address, (client) =>
    work(async (batch, onEvent) => {
      const queue = await JobQueue.open(client, batch.modelHash, signal);
      try {
        return await runQueuedBatch(queue, batch, { signal, onEvent });
      } finally {
        await queue.close();
      }
    }),
  );
}
