import { setTimeout as sleep } from 'node:timers/promises';
import { type BackoffOptions, Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { QueueState } from '../events';
import { TRIES } from '../photo-worker';
import { onConnection } from './connect';
import { type QueuedJob, queueName } from './job';
import { Mailbox } from './mailbox';

/** What the queue says of a job. Ended words of jobs that were there before are `old`. */
export type JobWord =
  | { readonly id: string; readonly kind: 'started' }
  | { readonly id: string; readonly kind: 'completed'; readonly value: unknown; readonly old: boolean }
  | { readonly id: string; readonly kind: 'failed'; readonly reason: string; readonly old: boolean };

const BACKOFF: BackoffOptions = { type: 'exponential', delay: 1000 };
/** How long the end of a job that nobody asks for any more is kept, in seconds: a month. */
const KEPT = { age: 30 * 24 * 3600 };
/** How long jobs are waited for to be taken back, in milliseconds. */
const TAKE_BACK_MS = 5000;

/** The queue as the machine that hands out jobs sees it. */
export class JobQueue {
  readonly words = new Mailbox<JobWord>();
  readonly #client: Redis;
  readonly #listener: Redis;
  readonly #queue: Queue;
  readonly #events: QueueEvents;

  private constructor(client: Redis, name: string) {
    this.#client = client;
    this.#listener = client.duplicate();
    this.#queue = new Queue(name, { connection: client });
    this.#events = new QueueEvents(name, { connection: this.#listener });
    // A lost connection is told by the client; BullMQ repeats it here.
    this.#queue.on('error', () => {});
    this.#events.on('error', () => {});
    this.#events.on('active', ({ jobId: id }) => this.words.push({ id, kind: 'started' }));
    this.#events.on('completed', ({ jobId: id, returnvalue: value }) =>
      this.words.push({ id, kind: 'completed', value, old: false }),
    );
    this.#events.on('failed', ({ jobId: id, failedReason: reason }) =>
      this.words.push({ id, kind: 'failed', reason, old: false }),
    );
  }

  /** Opens the queue of a network on a connection that stays its owner's; resolves once its events are heard. */
  static async open(client: Redis, modelHash: string, signal: AbortSignal): Promise<JobQueue> {
    const queue = new JobQueue(client, queueName(modelHash));
    // What is asked of a queue out of reach waits for it, but not for longer than the person does.
    signal.addEventListener('abort', () => queue.isConnected || client.disconnect(), { once: true });
    await queue.#events.waitUntilReady();
    return queue;
  }

  get isConnected(): boolean {
    return this.#client.status === 'ready';
  }

  /** Hears when the connection is lost and when it is there again; answers with a function that ends it. */
  onConnection(listener: (isThere: boolean) => void): () => void {
    return onConnection(this.#client, listener);
  }

  /**
   * Has all these jobs be in the queue: adds those that aren't (any more), and says how those ended that have, in case
   * nobody heard it.
   */
  async ensure(jobs: ReadonlyMap<string, QueuedJob>): Promise<void> {
    const ids = [...jobs.keys()];
    const states = await Promise.all(ids.map((id) => this.#queue.getJobState(id)));
    for (const [i, id] of ids.entries()) {
      if (states[i] !== 'completed' && states[i] !== 'failed') continue;
      const job = await this.#queue.getJob(id);
      if (!job) continue;
      const { returnvalue: value, failedReason: reason } = job;
      if (states[i] === 'failed') this.words.push({ id, kind: 'failed', reason, old: true });
      else this.words.push({ id, kind: 'completed', value, old: true });
    }
    const missing = [...jobs].filter((_, i) => states[i] === 'unknown');
    if (missing.length === 0) return;
    await this.#queue.addBulk(
      missing.map(([jobId, data]) => ({
        name: 'restore',
        data,
        opts: { jobId, attempts: TRIES, backoff: BACKOFF, removeOnComplete: KEPT, removeOnFail: KEPT },
      })),
    );
  }

  /** Removes a job that has ended, or that no one works on; answers whether it is gone. */
  async remove(id: string): Promise<boolean> {
    return (await this.#queue.remove(id)) === 1;
  }

  /** Takes jobs off the queue that nobody has begun; answers whether that is all of them. */
  async takeBack(ids: Iterable<string>): Promise<boolean> {
    if (!this.isConnected) return false;
    const removals = Promise.all([...ids].map((id) => this.remove(id)));
    const all = await Promise.race([removals, sleep(TAKE_BACK_MS, undefined, { ref: false })]);
    return all?.every((isGone) => isGone) ?? false;
  }

  async state(): Promise<QueueState> {
    const [workers, counts, completed, failed] = await Promise.all([
      this.#queue.getWorkersCount(),
      this.#queue.getJobCounts('waiting', 'delayed', 'active'),
      this.#queue.getMetrics('completed', 0, 0),
      this.#queue.getMetrics('failed', 0, 0),
    ]);
    return {
      workers,
      waiting: (counts['waiting'] ?? 0) + (counts['delayed'] ?? 0),
      active: counts['active'] ?? 0,
      completedPerMinute: completed.data[0] ?? 0,
      failedPerMinute: failed.data[0] ?? 0,
    };
  }

  /** Stops listening; what is in the queue stays. */
  async close(): Promise<void> {
    const closed = Promise.all([this.#events.close(), this.#queue.close()]);
    // BullMQ waits for the end of a connection, of which a lost one never tells.
    if (this.isConnected) await closed;
    this.#listener.disconnect();
  }
}
