import { mkdir } from 'node:fs/promises';
import { failure } from '../contract/errors';
import { type Said, said } from '../contract/said';
import type { Engine } from '../jobs/engine';
import { BatchTeller } from './batch-teller';
import { Claims } from './claims';
import { Drives } from './drives';
import type { BatchEvent, Finished } from './events';
import { removeLeftovers } from './leftovers';
import { linkedAbort } from './linked-abort';
import type { OpenBatch } from './open-batch';
import { overlappingEngines, type SlotEngine } from './overlapping';
import { type Outcome, restoreClaimed } from './photo-worker';
import { Room } from './room';
import { RowWriter } from './row-writer';
import { Standstill } from './standstill';

/** Photos at a time: one is decoded, one restored, one encoded. */
const SLOTS = 3;

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchEvent) => void;
  /**
   * Called before each photo. Returns why the work should wait (on battery, the machine is in use), or undefined. While
   * it waits, it is called again every few seconds.
   */
  readonly mayRun?: () => Promise<Said | undefined>;
  /** Ends after so many photos, to test a recipe. */
  readonly most?: number | undefined;
}

/** Pauses a run of a batch, and tells its end. */
export interface RunHandle {
  /** Waits before the next network call until `resume`. */
  pause(): void;
  resume(): void;
  /**
   * Resolves when nothing is left to do. When aborted, gives claimed photos back and rejects with the signal's reason.
   */
  readonly finished: Promise<Finished>;
}

/** Restores all waiting photos of a batch's ledger. Other processes may work on the same ledger. */
export function runBatch(engine: Engine, batch: OpenBatch, options: RunOptions): RunHandle {
  const run = new Run(engine, batch, options);
  return { pause: () => run.standstill.pause(), resume: () => run.standstill.resume(), finished: run.all() };
}

class Run {
  readonly standstill: Standstill;
  readonly #engine: Engine;
  readonly #batch: OpenBatch;
  readonly #options: RunOptions;
  readonly #claims: Claims;
  readonly #room: Room;
  readonly #teller: BatchTeller;
  readonly #writer: RowWriter;
  #taken = 0;

  constructor(engine: Engine, batch: OpenBatch, options: RunOptions) {
    this.#engine = engine;
    this.#batch = batch;
    this.#options = options;
    this.#claims = new Claims(batch.ledger);
    this.#teller = new BatchTeller(batch, options.onEvent);
    const tell = (reason: Said | null) => this.#teller.waiting(reason);
    this.#room = new Room([batch.output, engine.workspace], tell);
    this.#writer = new RowWriter(batch.ledger, this.#room, options.onEvent);
    this.standstill = new Standstill({ hold: (on) => this.#hold(on), tell, mayRun: options.mayRun });
  }

  async all(): Promise<Finished> {
    const drives = await this.#begin();
    const { controller: stop, unlink } = linkedAbort(this.#options.signal);
    try {
      const engines = await overlappingEngines(this.#engine, SLOTS);
      const slots = engines.map((engine, slot) =>
        this.#work(engine, slotName(slot), drives, stop.signal).catch((error: unknown) => {
          // An internal error in one slot ends all slots.
          stop.abort(error);
          throw error;
        }),
      );
      const ends = await Promise.allSettled(slots);
      const rejected = ends.find((end) => end.status === 'rejected');
      if (rejected) throw stop.signal.aborted ? stop.signal.reason : rejected.reason;
    } finally {
      unlink();
      // The next run of this engine has slots of the same names.
      this.standstill.end();
      this.#claims.release();
    }
    return this.#teller.finished();
  }

  async #begin(): Promise<Drives> {
    const { ledger, input, output } = this.#batch;
    await mkdir(output, { recursive: true }).catch((error: unknown) => {
      throw failure(said('resultsUnmade', { folder: output }), error);
    });
    ledger.releaseEnded();
    await removeLeftovers(ledger, output);
    this.#claims.hold(this.#engine.workspace);
    this.#teller.planned();
    return Drives.of([input, output], (reason) => this.#teller.waiting(reason));
  }

  #hold(on: boolean): void {
    for (let slot = 0; slot < SLOTS; slot++)
      void this.#engine.compute.request('hold', { name: slotName(slot), on }).catch(() => {});
  }

  /** Runs one slot: restores photo after photo until none waits and no other process has any. */
  async #work(engine: SlotEngine, hold: string, drives: Drives, signal: AbortSignal): Promise<void> {
    const { ledger, request } = this.#batch;
    const options = {
      batch: this.#batch,
      room: this.#room,
      drives,
      writer: this.#writer,
      tell: this.#options.onEvent,
    };
    for (;;) {
      await this.standstill.pass(signal);
      await drives.wait(signal);
      if (this.#taken >= (this.#options.most ?? Number.POSITIVE_INFINITY)) return;
      const row = await this.#room.write(() => {
        const claimed = ledger.claim(this.#claims.claimant, request.order);
        if (claimed) this.#taken++;
        return claimed;
      }, signal);
      if (row) this.#count(await restoreClaimed(engine, row, hold, signal, options), row.bytes);
      else if (!(await this.#claims.othersWork(signal))) return;
    }
  }

  #count(outcome: Outcome, bytes: number): void {
    if (outcome === 'again') this.#taken--;
    if (outcome === 'done') this.#teller.restored(bytes);
    this.#teller.progress();
  }
}

function slotName(slot: number): string {
  return `slot-${slot}`;
}
