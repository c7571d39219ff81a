import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure, PlainError } from '../contract/errors';
import type { Engine } from '../engine/jobs/engine';
import { newClaimant } from './claimant';
import type { BatchEvent, BatchSummary } from './events';
import { CLAIM_MS } from './ledger';
import type { LedgerRow } from './ledger-rows';
import { forgetWorkspace, rememberWorkspace, removeLeftovers } from './leftovers';
import { sampleFiles } from './naming';
import type { OpenBatch } from './open-batch';
import { overlappingEngines } from './overlapping';
import { isDiskFull, Room } from './room';
import { performTask, settingsSchema, Vanished } from './task';
import { TimeLeft } from './time-left';

/** Photos at a time: one is restored, one decoded, one encoded. */
const SLOTS = 3;
/** How often what doesn't seem the photo's fault is tried. */
const TRIES = 2;
/** How often it is looked whether another process left photos, in milliseconds. */
const OTHERS_MS = 500;
/** How often it is looked whether a full disk has room again. */
const ROOM_MS = 3000;

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchEvent) => void;
  /**
   * Asked before each photo: why the work should wait just now (on battery, someone is at the machine), or nothing. It
   * is asked again every few seconds.
   */
  readonly mayRun?: () => Promise<string | undefined>;
  readonly roomPollMs?: number;
  /** Ends once so many photos were taken up: a test of a recipe. */
  readonly most?: number | undefined;
}

/** A batch that runs. */
export interface RunningBatch {
  /** Stands still before the next network call until resume. */
  pause(): void;
  resume(): void;
  /** Resolves when nothing is left to be done; rejects with the signal's reason, what was begun given back. */
  readonly finished: Promise<BatchSummary>;
}

/** Restores all that waits in a batch's ledger, with others who do the same. */
export function runBatch(engine: Engine, batch: OpenBatch, options: RunOptions): RunningBatch {
  const run = new Run(engine, batch, options);
  return { pause: () => run.pause(), resume: () => run.resume(), finished: run.all() };
}

class Run {
  readonly #engine: Engine;
  readonly #batch: OpenBatch;
  readonly #options: RunOptions;
  readonly #claimant = newClaimant();
  readonly #room: Room;
  readonly #left = new TimeLeft();
  readonly #started = performance.now();
  #doneNow = 0;
  #taken = 0;
  #paused: { readonly until: Promise<void>; readonly end: () => void } | undefined;

  constructor(engine: Engine, batch: OpenBatch, options: RunOptions) {
    this.#engine = engine;
    this.#batch = batch;
    this.#options = options;
    this.#room = new Room([batch.output, engine.workspace], options.roomPollMs ?? ROOM_MS, (reason) =>
      this.#tellWaiting(reason),
    );
  }

  async all(): Promise<BatchSummary> {
    const { ledger, output, scan } = this.#batch;
    await mkdir(output, { recursive: true }).catch((error: unknown) => {
      throw failure(`The folder ${output} can't be made; choose another.`, error);
    });
    ledger.releaseEnded();
    await removeLeftovers(ledger, output);
    rememberWorkspace(ledger, this.#claimant, this.#engine.workspace);
    this.#options.onEvent({
      event: 'planned',
      counts: ledger.counts(),
      leftOut: scan.leftOut.length,
      otherFiles: scan.otherFiles,
    });
    const renewal = setInterval(() => this.#renew(), CLAIM_MS / 4);
    this.#left.start();
    const stop = new AbortController();
    const giveUp = () => stop.abort(this.#options.signal.reason);
    if (this.#options.signal.aborted) giveUp();
    this.#options.signal.addEventListener('abort', giveUp, { once: true });
    try {
      const engines = await overlappingEngines(this.#engine, SLOTS);
      const { signal } = stop;
      const slots = engines.map((engine, slot) =>
        this.#work(engine, `slot-${slot}`, signal).catch((error: unknown) => {
          // One slot's end by a fault of the program is everyone's.
          stop.abort(error);
          throw error;
        }),
      );
      const ends = await Promise.allSettled(slots);
      const rejected = ends.find((end) => end.status === 'rejected');
      if (rejected) throw stop.signal.aborted ? stop.signal.reason : rejected.reason;
    } finally {
      clearInterval(renewal);
      this.#options.signal.removeEventListener('abort', giveUp);
      ledger.releaseAll(this.#claimant);
      forgetWorkspace(ledger, this.#claimant);
    }
    const summary = this.#summary();
    this.#options.onEvent({ event: 'finished', ...summary });
    return summary;
  }

  pause(): void {
    if (this.#paused) return;
    let end = () => {};
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#paused = { until, end };
    this.#hold(true);
    this.#tellWaiting('paused');
  }

  resume(): void {
    const paused = this.#paused;
    if (!paused) return;
    this.#paused = undefined;
    this.#hold(false);
    this.#tellWaiting(null);
    paused.end();
  }

  #hold(on: boolean): void {
    for (let slot = 0; slot < SLOTS; slot++)
      void this.#engine.compute.request('hold', { name: `slot-${slot}`, on }).catch(() => {});
  }

  /** One slot: photo after photo until none waits here and none is in other hands. */
  async #work(engine: Engine, hold: string, signal: AbortSignal): Promise<void> {
    const { ledger, request } = this.#batch;
    for (;;) {
      await this.#mayGoOn(signal);
      if (this.#taken >= (this.#options.most ?? Number.POSITIVE_INFINITY)) return;
      const row = await this.#withRoom(() => {
        const claimed = ledger.claim(this.#claimant, request.order);
        if (claimed) this.#taken++;
        return claimed;
      }, signal);
      if (row) await this.#restore(engine, row, hold, signal);
      else if (!(await this.#othersWork(signal))) return;
    }
  }

  async #mayGoOn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#paused) await orAborted(this.#paused.until, signal);
    let told: string | undefined;
    for (;;) {
      const reason = await this.#options.mayRun?.();
      if (reason === undefined) break;
      if (reason !== told) this.#tellWaiting(reason);
      told = reason;
      await sleep(ROOM_MS, undefined, { signal });
    }
    if (told !== undefined) this.#tellWaiting(null);
  }

  /** Waits a while where other processes still have photos: if they end badly, what they leave is done here. */
  async #othersWork(signal: AbortSignal): Promise<boolean> {
    const { ledger } = this.#batch;
    const others = ledger.inState('working').some(({ claimedBy }) => claimedBy !== this.#claimant);
    if (!others) return ledger.counts().waiting > 0;
    await sleep(OTHERS_MS, undefined, { signal });
    ledger.releaseEnded();
    return true;
  }

  async #restore(engine: Engine, row: LedgerRow, hold: string, signal: AbortSignal): Promise<void> {
    const { ledger, input, output, request } = this.#batch;
    const settings = settingsSchema.parse(JSON.parse(row.settings));
    const files = sampleFiles(row.output, settings.recipe.samples);
    this.#options.onEvent({ event: 'started', photo: row.path });
    try {
      const isMade = row.resultHash !== null && row.doneSettings === row.settingsHash;
      const result = await performTask(
        engine,
        { photo: join(input, row.path), outputs: files.map((file) => join(output, file)), settings },
        {
          network: request.network,
          tileSize: request.tileSize,
          hold,
          signal,
          ...(isMade && row.contentHash !== null && { unlessIs: row.contentHash }),
        },
      );
      if (!result) {
        await this.#withRoom(() => ledger.update(row.id, { state: 'done', claimedBy: null }), signal);
        this.#left.add(row.bytes);
        return;
      }
      const { warnings, ...facts } = result;
      await this.#withRoom(() => ledger.finish(row, facts), signal);
      this.#doneNow++;
      this.#left.add(row.bytes);
      this.#options.onEvent({
        event: 'done',
        photo: row.path,
        outputs: files,
        seconds: result.seconds,
        warnings,
      });
    } catch (error) {
      await this.#afterFailure(row, error, signal);
    }
    this.#tellProgress();
  }

  async #afterFailure(row: LedgerRow, error: unknown, signal: AbortSignal): Promise<void> {
    const { ledger } = this.#batch;
    signal.throwIfAborted();
    if (isDiskFull(error)) {
      await this.#room.wait(error, signal);
      return ledger.release(row);
    }
    if (error instanceof Vanished) {
      const reason = 'gone while the batch ran';
      await this.#withRoom(() => ledger.setAside(row.id, 'skipped', reason), signal);
      return this.#options.onEvent({ event: 'skipped', photo: row.path, reason });
    }
    if (!(error instanceof PlainError)) throw error;
    if (!error.badRequest && row.tries < TRIES) {
      await this.#withRoom(() => ledger.update(row.id, { state: 'waiting', claimedBy: null }), signal);
      return;
    }
    await this.#withRoom(() => ledger.setAside(row.id, 'failed', error.message), signal);
    this.#options.onEvent({ event: 'failed', photo: row.path, reason: error.message });
  }

  /** Writes to the ledger, waiting while its disk is full. */
  async #withRoom<T>(write: () => T, signal: AbortSignal): Promise<T> {
    for (;;) {
      try {
        return write();
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        await this.#room.wait(error, signal);
      }
    }
  }

  #renew(): void {
    try {
      this.#batch.ledger.renew(this.#claimant);
    } catch {
      // A busy or full disk; the next renewal comes long before the claims end.
    }
  }

  #tellWaiting(reason: string | null): void {
    if (reason === null) this.#left.start();
    else this.#left.pause();
    this.#options.onEvent(reason === null ? { event: 'continued' } : { event: 'waiting', reason });
  }

  #tellProgress(): void {
    const { ledger } = this.#batch;
    const { done, failed, skipped, waiting, working } = ledger.counts();
    const seconds = this.#left.seconds(ledger.remainingBytes());
    this.#options.onEvent({
      event: 'progress',
      done: done + failed + skipped,
      total: done + failed + skipped + waiting + working,
      secondsLeft: seconds === undefined ? null : Math.ceil(seconds),
    });
  }

  #summary(): BatchSummary {
    const { done, failed, skipped, waiting, working } = this.#batch.ledger.counts();
    return {
      done,
      doneNow: this.#doneNow,
      failed,
      skipped: skipped + this.#batch.scan.leftOut.length,
      waiting: waiting + working,
      seconds: Math.round((performance.now() - this.#started) / 100) / 10,
    };
  }
}

async function orAborted(wait: Promise<void>, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const give = () => reject(signal.reason);
    signal.addEventListener('abort', give, { once: true });
    void wait.then(() => {
      signal.removeEventListener('abort', give);
      resolve();
    });
  });
}
