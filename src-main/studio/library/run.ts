import { type Said, said } from '../../contract/said';
import type { BatchStatus, StartOptions } from '../../contract/window/library';
import type { BatchEvent } from '../../library/events';
import type { OpenBatch } from '../../library/open-batch';
import { type RunHandle, runBatch } from '../../library/run-batch';
import { packError } from '../../transport/messages';
import type { Power } from '../host';
import type { LibraryEngine } from './engine';

/** Seconds without input after which nobody is assumed to be at the computer. */
const IDLE_SECONDS = 120;

export interface RunSurroundings {
  readonly engine: LibraryEngine;
  readonly power: Power | null;
  /** Whether the window's photo is being restored. */
  busy(): boolean;
  /** Something has changed. */
  changed(): void;
}

/** One run of a batch, from its start to its end. */
export interface Run {
  readonly progress: BatchStatus['progress'];
  readonly hindrance: BatchStatus['hindrance'];
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  cancel(): Promise<void>;
  /** Its outcome; never rejects. */
  readonly ended: Promise<NonNullable<BatchStatus['ended']>>;
}

export function startRun(batch: OpenBatch, options: StartOptions, around: RunSurroundings): Run {
  const controller = new AbortController();
  const { waiting, working, done, failed, skipped } = batch.ledger.counts();
  const before = done + failed + skipped;
  const total = Math.min(waiting + working, options.first ?? Number.POSITIVE_INFINITY);
  const started = performance.now();
  const ends = { done: 0, failed: 0 };
  let progress = { done: 0, total, secondsLeft: null as number | null };
  let hindrance: BatchStatus['hindrance'] = null;
  let running: RunHandle | undefined;
  let paused = false;

  const hear = (event: BatchEvent) => {
    if (event.event === 'done' || event.event === 'failed') ends[event.event]++;
    else if (event.event === 'waiting') hindrance = event.reason;
    else if (event.event === 'continued') hindrance = null;
    else if (event.event === 'progress') {
      const reached = event.done - before;
      const all = options.first === undefined ? Math.max(reached, event.total - before) : total;
      const secondsLeft = options.first === undefined ? event.secondsLeft : null;
      progress = { done: Math.min(reached, all), total: all, secondsLeft };
    }
    around.changed();
  };
  const ended = work().then(
    () => endOf('finished', null),
    (error: unknown) =>
      controller.signal.aborted ? endOf('cancelled', null) : endOf('failed', packError(error).said),
  );

  async function work(): Promise<void> {
    const engine = await around.engine.get();
    running = runBatch(engine, batch, {
      signal: controller.signal,
      onEvent: hear,
      most: options.first,
      mayRun: async () => whyNot(options, around),
    });
    if (paused) running.pause();
    await running.finished;
  }

  function endOf(how: 'finished' | 'cancelled' | 'failed', said: Said | null) {
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { ...ends, seconds, how, test: options.first !== undefined, said };
  }

  return {
    get progress() {
      return progress;
    },
    get hindrance() {
      return hindrance;
    },
    get paused() {
      return paused;
    },
    pause: () => {
      paused = true;
      running?.pause();
    },
    resume: () => {
      paused = false;
      running?.resume();
    },
    cancel: async () => {
      controller.abort();
      await ended;
    },
    ended,
  };
}

function whyNot({ onBattery, onlyIdle }: StartOptions, { power, busy }: RunSurroundings): Said | undefined {
  if (busy()) return said('restoring');
  if (!onBattery && power?.onBattery()) return said('onBattery');
  if (onlyIdle && power && power.idleSeconds() < IDLE_SECONDS) return said('inUse');
  return undefined;
}
