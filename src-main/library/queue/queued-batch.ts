import { isDeepStrictEqual } from 'node:util';
import { PlainError } from '../../contract/errors';
import { quoted, type Said } from '../../contract/said';
import { BatchTeller } from '../batch-teller';
import { Claims } from '../claims';
import type { BatchEvent, Finished, QueueState } from '../events';
import { removeLeftovers } from '../leftovers';
import type { OpenBatch } from '../open-batch';
import { Room } from '../room';
import { RowWriter } from '../row-writer';
import { openStore } from '../stores/open-store';
import type { Store } from '../stores/store';
import { OUT_OF_REACH } from './connect';
import type { JobQueue, JobWord } from './job-queue';
import { isOutdated, proofName, type Queued, settle, toJob } from './queued-rows';

/** Most photos of a batch in the queue: enough for many machines, and quick to remove again. */
const AHEAD = 1000;
/** The reason for waiting while nobody works; one value, because reasons are compared by identity. */
const NO_WORKERS = quoted(
  'The queue has no workers; start daguerre worker --queue with the same network on some machine.',
);
/** Milliseconds between two checks of the queue's state. */
const POLL_MS = 5000;
/** Every so many checks each job is asked for, in case an event was lost or Redis lost data. */
const POLLS_TO_ENSURE = 6;

export interface QueuedOptions {
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchEvent) => void;
}

/**
 * Lets the workers of a queue restore all waiting photos of a batch's ledger, and records the outcomes in the ledger.
 * Resolves when nothing is left to do. When aborted, it removes the jobs that no worker has started and rejects with
 * the signal's reason; the next run finds the outcomes of the others in the queue.
 */
export async function runQueuedBatch(
  queue: JobQueue,
  batch: OpenBatch,
  options: QueuedOptions,
): Promise<Finished> {
  return new QueuedBatch(queue, batch, await openStore(batch.output), options).all();
}

class QueuedBatch {
  readonly #queue: JobQueue;
  readonly #batch: OpenBatch;
  readonly #results: Store;
  readonly #options: QueuedOptions;
  readonly #claims: Claims;
  readonly #queued = new Map<string, Queued>();
  readonly #teller: BatchTeller;
  readonly #room: Room;
  readonly #writer: RowWriter;
  #hindrance: Said | null = null;
  #state: QueueState | undefined;
  #polls = 0;
  #mustEnsure = false;
  #polledAt = Number.NEGATIVE_INFINITY;

  constructor(queue: JobQueue, batch: OpenBatch, results: Store, options: QueuedOptions) {
    this.#queue = queue;
    this.#batch = batch;
    this.#results = results;
    this.#options = options;
    this.#claims = new Claims(batch.ledger);
    this.#teller = new BatchTeller(batch, options.onEvent);
    this.#room = new Room([batch.options.ledgers], (reason) => this.#teller.waiting(reason));
    this.#writer = new RowWriter(batch.ledger, this.#room, options.onEvent);
  }

  async all(): Promise<Finished> {
    const { signal } = this.#options;
    const { ledger } = this.#batch;
    const proof = proofName(this.#batch);
    await this.#results.leaveProof(proof);
    ledger.releaseEnded();
    // There are no working files here, but other processes must know that this one works on the batch.
    this.#claims.hold('');
    const stopWaiting = this.#queue.onConnection((isThere) => this.#hear(isThere));
    try {
      await this.#removeLeftovers();
      this.#teller.planned();
      await this.#work(signal);
      await this.#removeLeftovers();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      stopWaiting();
      try {
        // The proof stays while jobs remain, because their workers need it to verify their folder.
        if (await this.#queue.takeBack(this.#queued.keys())) await this.#results.removeProof(proof);
      } finally {
        this.#claims.release();
      }
    }
    return this.#teller.finished();
  }

  async #work(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#fill(signal);
      if (this.#queued.size === 0) {
        if (await this.#claims.othersWork(signal)) continue;
        return;
      }
      if (performance.now() - this.#polledAt > POLL_MS) await this.#poll();
      await this.#queue.words.wait(POLL_MS, signal);
      for (const word of this.#queue.words.take()) await this.#take(word, signal);
      this.#teller.progress();
    }
  }

  /** Claims photos and puts them into the queue, so that workers always find some. */
  async #fill(signal: AbortSignal): Promise<void> {
    const { ledger, request } = this.#batch;
    const most = AHEAD - this.#queued.size;
    // In large groups, because each group costs one write to the disk.
    if (most < AHEAD / 2) return;
    const rows = await this.#room.write(
      () =>
        ledger.together(() => {
          const claimed = [];
          for (let row = ledger.claim(this.#claims.claimant, request.order); row; ) {
            claimed.push(row);
            row = claimed.length < most ? ledger.claim(this.#claims.claimant, request.order) : undefined;
          }
          return claimed;
        }),
      signal,
    );
    const jobs = new Map<string, Queued>();
    for (const row of rows) {
      try {
        const { id, queued } = toJob(row, this.#batch);
        jobs.set(id, queued);
      } catch (error) {
        // A damaged row must not affect other photos.
        if (!(error instanceof PlainError)) throw error;
        await this.#writer.failed(row, error.said, signal);
      }
    }
    for (const [id, queued] of jobs) this.#queued.set(id, queued);
    await this.#ensure(jobs);
  }

  async #ensure(jobs: ReadonlyMap<string, Queued>): Promise<void> {
    if (jobs.size > 0) await this.#queue.ensure(new Map([...jobs].map(([id, { job }]) => [id, job])));
  }

  async #take(word: JobWord, signal: AbortSignal): Promise<void> {
    const queued = this.#queued.get(word.id);
    if (!queued) return;
    if (word.kind !== 'started' && (await isOutdated(queued, word))) {
      await this.#queue.remove(word.id);
      return this.#ensure(new Map([[word.id, queued]]));
    }
    if (!queued.started) this.#options.onEvent({ event: 'started', photo: queued.row.path });
    queued.started = true;
    if (word.kind === 'started') return;
    await settle(queued, word, { writer: this.#writer, teller: this.#teller, signal });
    this.#queued.delete(word.id);
    // Removed only now, because until the ledger has the outcome only the queue knows it.
    await this.#queue.remove(word.id);
  }

  /** Checks the queue's state, reports it if it changed, and reports waiting if the queue has no workers. */
  async #poll(): Promise<void> {
    if (!this.#queue.isConnected) return;
    this.#polledAt = performance.now();
    if (++this.#polls % POLLS_TO_ENSURE === 0 || this.#mustEnsure) await this.#ensure(this.#queued);
    this.#mustEnsure = false;
    const state = await this.#queue.state();
    if (!isDeepStrictEqual(state, this.#state)) this.#options.onEvent({ event: 'queue', ...state });
    this.#state = state;
    this.#standStill(state.workers === 0 ? NO_WORKERS : null);
  }

  #hear(isThere: boolean): void {
    this.#standStill(isThere ? null : OUT_OF_REACH);
    // A restarted Redis may have lost its data.
    this.#mustEnsure = isThere;
  }

  #standStill(reason: Said | null): void {
    if (reason !== this.#hindrance) this.#teller.waiting(reason);
    this.#hindrance = reason;
  }

  /** Removes files that killed workers left among the results, if no worker is active. */
  async #removeLeftovers(): Promise<void> {
    if (!this.#results.isFolder || (await this.#queue.state()).active > 0) return;
    await removeLeftovers(this.#batch.ledger, this.#batch.output, this.#claims.claimant);
  }
}
