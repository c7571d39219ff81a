import type { Said } from '../contract/said';
import type { BatchEvent, Finished } from './events';
import type { OpenBatch } from './open-batch';
import { TimeLeft } from './time-left';

/** Milliseconds between two progress events. */
const PROGRESS_MS = 200;

/** Reports a batch from its ledger: its progress, the time left, and how it ended. */
export class BatchTeller {
  readonly #batch: OpenBatch;
  readonly #onEvent: (event: BatchEvent) => void;
  readonly #left = new TimeLeft();
  readonly #started = performance.now();
  #doneNow = 0;
  #told = Number.NEGATIVE_INFINITY;

  constructor(batch: OpenBatch, onEvent: (event: BatchEvent) => void) {
    this.#batch = batch;
    this.#onEvent = onEvent;
  }

  planned(): void {
    const { ledger, scan } = this.#batch;
    this.#onEvent({
      event: 'planned',
      counts: ledger.counts(),
      leftOut: scan.leftOut.length,
      otherFiles: scan.otherFiles,
    });
    this.#left.start();
  }

  /** Reports why the work is waiting, or with null that it continues. */
  waiting(reason: Said | null): void {
    if (reason === null) this.#left.start();
    else this.#left.pause();
    this.#onEvent(reason === null ? { event: 'continued' } : { event: 'waiting', reason });
  }

  /** Counts a restored photo with a file of `bytes`. Failed photos take little time and aren't part of the estimate. */
  restored(bytes: number): void {
    this.#doneNow++;
    this.#left.add(bytes);
  }

  /** Reports progress, unless it was reported a moment ago. */
  progress(): void {
    if (performance.now() - this.#told > PROGRESS_MS) this.#progressNow();
  }

  finished(): Finished {
    this.#progressNow();
    const { done, failed, skipped, waiting, working } = this.#batch.ledger.counts();
    const last: Finished = {
      event: 'finished',
      done,
      doneNow: this.#doneNow,
      failed,
      skipped: skipped + this.#batch.scan.leftOut.length,
      waiting: waiting + working,
      seconds: Math.round((performance.now() - this.#started) / 100) / 10,
    };
    this.#onEvent(last);
    return last;
  }

  #progressNow(): void {
    this.#told = performance.now();
    const { ledger } = this.#batch;
    const { done, failed, skipped, waiting, working } = ledger.counts();
    const seconds = this.#left.seconds(ledger.remainingBytes());
    this.#onEvent({
      event: 'progress',
      done: done + failed + skipped,
      total: done + failed + skipped + waiting + working,
      secondsLeft: seconds === undefined ? null : Math.ceil(seconds),
    });
  }
}
