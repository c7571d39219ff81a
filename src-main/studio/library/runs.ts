import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { BatchStatus, StartOptions } from '../../contract/window/library';
import type { OpenBatch } from '../../library/open-batch';
import type { Files } from '../files';
import type { Run, RunSurroundings } from './run';

/** Number of skipped files that are listed. */
const NAMED = 200;
/** Milliseconds between two events about one batch. */
const QUIET = 300;

/** The open batch, its runs, one at a time, and what the window is told of it. */
export interface Runs {
  /** Undefined if no batch is open. */
  readonly batch: OpenBatch | undefined;
  readonly isRunning: boolean;
  /** From now on this batch is the open one. */
  show(batch: OpenBatch): BatchStatus;
  /** Undefined if no batch is open. */
  status(): BatchStatus | undefined;
  /** Throws a PlainError while the batch runs, or if no photo waits. */
  start(batch: OpenBatch, options: StartOptions): Promise<void>;
  pause(): void;
  resume(): void;
  cancel(): Promise<void>;
  /** Called when the window has changed rows. */
  changed(): void;
  /** No batch is open from now on. Resolves when its run is interrupted and its ledger closed. */
  clear(): Promise<void>;
}

export interface RunsOptions extends Omit<RunSurroundings, 'changed'> {
  readonly files: Files;
  tell(status: BatchStatus): void;
  /** A run has ended by itself, or the user has cancelled it. */
  ended(id: string): void;
}

/** The open batch, its run if there is one, and how its last run ended. */
interface Shown {
  readonly batch: OpenBatch;
  run: Run | undefined;
  ended: BatchStatus['ended'];
}

export function createRuns(options: RunsOptions): Runs {
  let shown: Shown | undefined;
  let revision = 0;
  const status = () => shown && statusOf(shown, revision, options.files);
  const { later, now } = throttled(() => {
    const told = status();
    if (told) options.tell(told);
  });
  const changed = () => {
    revision++;
    later();
  };
  const begin = (of: Shown, run: Run) => {
    of.ended = null;
    of.run = run;
    void run.ended.then((end) => {
      of.ended = end;
      of.run = undefined;
      // Closing the batch only interrupts the run, and the cause of a failure may be gone at the next start.
      if (shown === of && end.how !== 'failed') options.ended(of.batch.id);
      revision++;
      now();
    });
    changed();
  };
  return {
    get batch() {
      return shown?.batch;
    },
    get isRunning() {
      return shown?.run !== undefined;
    },
    show: (batch) => {
      shown = { batch, run: undefined, ended: null };
      return statusOf(shown, revision, options.files);
    },
    status,
    start: async (batch, how) => {
      const { startRun } = await import('./run');
      if (shown?.batch !== batch) throw badRequest(said('batchClosed'));
      if (shown.run) throw badRequest(said('batchRuns'));
      const { waiting, working } = batch.ledger.counts();
      // The claims of a crashed run may still have to expire; the run waits for that.
      if (waiting + working === 0) throw badRequest(said('noneWaits'));
      begin(shown, startRun(batch, how, { ...options, changed }));
    },
    pause: () => {
      shown?.run?.pause();
      changed();
    },
    resume: () => {
      shown?.run?.resume();
      changed();
    },
    cancel: async () => shown?.run?.cancel(),
    changed,
    clear: async () => {
      const closed = shown;
      shown = undefined;
      await closed?.run?.cancel();
      closed?.batch.close();
    },
  };
}

function statusOf({ batch, run, ended }: Shown, revision: number, files: Files): BatchStatus {
  const { id, request, ledger, scan } = batch;
  const { input, output, masks } = request;
  return {
    ...request,
    input: files.sourceFolder(input),
    output: files.resultFolder(output),
    masks: masks === null ? null : files.sourceFolder(masks),
    id,
    state: run ? (run.paused ? 'paused' : 'running') : 'ready',
    counts: ledger.counts(),
    leftOutCount: scan.leftOut.length,
    leftOut: scan.leftOut.slice(0, NAMED),
    otherFiles: scan.otherFiles,
    progress: run?.progress ?? null,
    hindrance: run?.hindrance ?? null,
    ended,
    revision,
  };
}

/** Limits the calls of `work` to one per QUIET; `work` is always called after the last `later`. */
function throttled(work: () => void): { later(): void; now(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    work();
  };
  const later = () => {
    timer ??= setTimeout(now, QUIET);
  };
  return { now, later };
}
