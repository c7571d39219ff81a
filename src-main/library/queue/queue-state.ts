import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { QueueState } from '../events';
import { queueName } from './job';

/** Milliseconds between two reads of a queue's state. */
const POLL_MS = 5000;

/** The state of a queue by its own counters. */
export async function stateOf(queue: Queue): Promise<QueueState> {
  const [workers, counts, completed, failed] = await Promise.all([
    queue.getWorkersCount(),
    queue.getJobCounts('waiting', 'delayed', 'active'),
    queue.getMetrics('completed', 0, 0),
    queue.getMetrics('failed', 0, 0),
  ]);
  return {
    workers,
    waiting: (counts['waiting'] ?? 0) + (counts['delayed'] ?? 0),
    active: counts['active'] ?? 0,
    completedPerMinute: completed.data[0] ?? 0,
    failedPerMinute: failed.data[0] ?? 0,
  };
}

/** Calls `tell` with the state of a network's queue, at once and every few seconds. Returns a function that stops it. */
export function watchQueue(client: Redis, modelHash: string, tell: (state: QueueState) => void): () => void {
  const queue = new Queue(queueName(modelHash), { connection: client });
  // The worker reports a lost connection.
  queue.on('error', () => {});
  let isOver = false;
  const poll = async () => {
    if (client.status !== 'ready') return;
    const state = await stateOf(queue).catch(() => undefined);
    if (state && !isOver) tell(state);
  };
  const timer = setInterval(() => void poll(), POLL_MS);
  void poll();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
