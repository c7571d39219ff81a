import { isDeepStrictEqual } from 'node:util';
import { quoted } from '../../contract/said';
import { BatchTeller } from '../batch-teller';
import { Claims } from '../claims';
import type { BatchEvent, BatchSummary, QueueState } from '../events';
import { removeLeftovers } from '../leftovers';
import type { OpenBatch } from '../open-batch';
import { Room } from '../room';
import { RowWriter } from '../row-writer';
import { openStore } from '../stores/open-store';
import type { Store } from '../stores/store';
import { OUT_OF_REACH } from './connect';
import type { JobQueue, JobWord } from './job-queue';
import { isOutdated, proofName, type Queued, settle, toJob } from './queued-rows';

/** Photos that a batch has in the queue at most: enough for many machines, and few to be taken off it again. */
const AHEAD = 1000;
/** How often it is looked how the queue stands, in milliseconds. */
const LOOK_MS = 5000;
/** Looks between two times that each job is asked for, in case an event was lost or Redis forgot. */
const LOOKS = 6;

export interface QueuedOptions {
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchEvent) => void;
}

/**
 * Has all that waits in a batch's ledger restored by the workers of a queue, and writes what becomes of it into the
 * ledger as they would. Resolves when nothing is left to be done; rejects with the signal's reason, the jobs that no
 * one has begun taken off the queue again. What is being restored then is found in the queue by the next run.
 */
export async function runQueuedBatch(
  queue: JobQueue,
  batch: OpenBatch,
  options: QueuedOptions,
): Promise<BatchSummary> {
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
  #hindrance: string | null = null;
  #state: QueueState | undefined;
  #looks = 0;
  #mustEnsure = false;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(queue: JobQueue, batch: OpenBatch, results: Store, options: QueuedOptions) {
    this.#queue = queue;
    this.#batch = batch;
    this.#results = results;
    this.#options = options;
    this.#claims = new Claims(batch.ledger);
    this.#teller = new BatchTeller(batch, options.onEvent);
    this.#room = new Room([batch.request.ledgers], (reason) => this.#teller.waiting(reason));
    this.#writer = new RowWriter(batch.ledger, this.#room, options.onEvent);
  }

  async all(): Promise<BatchSummary> {
    const { signal } = this.#options;
    const { ledger } = this.#batch;
    const proof = proofName(this.#batch);
    await this.#results.leaveProof(proof);
    ledger.releaseEnded();
    // It has no working files of its own; that it is at work is what others must know.
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
        // Whoever still has a job, or is given it after this, must see that its folder is the right one.
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
      if (performance.now() - this.#looked > LOOK_MS) await this.#look();
      await this.#queue.words.wait(LOOK_MS, signal);
      for (const word of this.#queue.words.take()) await this.#take(word, signal);
      this.#teller.progress();
    }
  }

  /** Claims photos and puts them into the queue, so that there are always some ahead. */
  async #fill(signal: AbortSignal): Promise<void> {
    const { ledger, request } = this.#batch;
    const most = AHEAD - this.#queued.size;
    // Not one by one: that would be a write to the disk for each.
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
    const jobs = new Map(rows.map((row) => toJob(row, this.#batch)).map(({ id, queued }) => [id, queued]));
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
    // Only now: until the ledger has it, the queue is the one that knows how it ended.
    await this.#queue.remove(word.id);
  }

  /** Looks how the queue stands, tells it where it changed, and says so where nobody works on it. */
  async #look(): Promise<void> {
    if (!this.#queue.isConnected) return;
    this.#looked = performance.now();
    if (++this.#looks % LOOKS === 0 || this.#mustEnsure) await this.#ensure(this.#queued);
    this.#mustEnsure = false;
    const state = await this.#queue.state();
    if (!isDeepStrictEqual(state, this.#state)) this.#options.onEvent({ event: 'queue', ...state });
    this.#state = state;
    this.#standStill(
      state.workers === 0
        ? quoted(
            'Nobody takes photos from the queue; start daguerre worker --queue with the same network somewhere.',
          )
        : null,
    );
  }

  #hear(isThere: boolean): void {
    this.#standStill(isThere ? null : OUT_OF_REACH);
    // A Redis that began anew may have forgotten everything.
    this.#mustEnsure = isThere;
  }

  #standStill(reason: string | null): void {
    if (reason !== this.#hindrance) this.#teller.waiting(reason);
    this.#hindrance = reason;
  }

  /** What killed workers left among the results, while none is at work. */
  async #removeLeftovers(): Promise<void> {
    if (!this.#results.isFolder || (await this.#queue.state()).active > 0) return;
    await removeLeftovers(this.#batch.ledger, this.#batch.output, this.#claims.claimant);
  }
}
