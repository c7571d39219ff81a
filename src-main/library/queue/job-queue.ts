import { setTimeout as sleep } from 'node:timers/promises';
import { type BackoffOptions, Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { QueueState } from '../events';
import { TRIES } from '../photo-worker';
import { onConnection } from './connect';
import { type QueuedJob, queueName } from './job';
import { Mailbox } from './mailbox';
import { stateOf } from './queue-state';

/** A message of the queue about a job. `old` marks the outcome of a job that had ended before it was asked for. */
export type JobWord =
  | { readonly id: string; readonly kind: 'started' }
  | { readonly id: string; readonly kind: 'completed'; readonly value: unknown; readonly old: boolean }
  | { readonly id: string; readonly kind: 'failed'; readonly reason: string; readonly old: boolean };

const BACKOFF: BackoffOptions = { type: 'exponential', delay: 1000 };
/** How long the queue keeps the outcome of an ended job, in seconds: a month. */
const KEPT = { age: 30 * 24 * 3600 };
/** Milliseconds to wait while jobs are taken back. */
const TAKE_BACK_MS = 5000;

/** The queue on the machine that hands out jobs. */
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
    // The client reports a lost connection; BullMQ repeats that here.
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

  /** Opens a network's queue on the caller's connection; the caller closes that. Resolves when events arrive. */
  static async open(client: Redis, modelHash: string, signal: AbortSignal): Promise<JobQueue> {
    const queue = new JobQueue(client, queueName(modelHash));
    // Commands to an unreachable queue wait for the connection, but only until the user aborts.
    signal.addEventListener('abort', () => queue.isConnected || client.disconnect(), { once: true });
    await queue.#events.waitUntilReady();
    return queue;
  }

  get isConnected(): boolean {
    return this.#client.status === 'ready';
  }

  /** Calls the listener when the connection is lost and when it is back. Returns a function that removes it. */
  onConnection(listener: (isThere: boolean) => void): () => void {
    return onConnection(this.#client, listener);
  }

  /**
   * Makes sure that all these jobs are in the queue: adds missing ones, and reports the outcome of ended ones again, in
   * case the event was lost.
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

  /** Removes a job that has ended or that no one works on. Returns whether it is gone. */
  async remove(id: string): Promise<boolean> {
    return (await this.#queue.remove(id)) === 1;
  }

  /** Removes jobs that nobody has started. Returns whether all of them were removed. */
  async takeBack(ids: Iterable<string>): Promise<boolean> {
    if (!this.isConnected) return false;
    const removals = Promise.all([...ids].map((id) => this.remove(id)));
    const all = await Promise.race([removals, sleep(TAKE_BACK_MS, undefined, { ref: false })]);
    return all?.every((isGone) => isGone) ?? false;
  }

  state(): Promise<QueueState> {
    return stateOf(this.#queue);
  }

  /** Stops listening; the jobs stay in the queue. */
  async close(): Promise<void> {
    const closed = Promise.all([this.#events.close(), this.#queue.close()]);
    // BullMQ waits for the connection's end event, which a lost connection never sends.
    if (this.isConnected) await closed;
    this.#listener.disconnect();
  }
}
