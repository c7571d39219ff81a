import { basename } from 'node:path';
import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { Batch } from '../../contract/window/library';
import { LedgerPages } from '../../library/ledger-pages';
import type { LedgerRow } from '../../library/ledger-rows';
import { masksIn } from '../../library/masks';
import { type BatchRequest, ledgerPath, type OpenBatch, openBatch } from '../../library/open-batch';
import { parseRules } from '../../library/recipe-file';
import type { Files } from '../files';
import type { KeptBatch } from './known-batches';
import { type Run, type RunSurroundings, type StartOptions, startRun } from './run';

/** Number of skipped files that are listed. */
const NAMED = 200;
/** Milliseconds between two events about one batch. */
const QUIET = 300;

/** The batch that is open in the window. */
export interface ShownBatch {
  readonly id: string;
  readonly kept: KeptBatch;
  readonly batch: OpenBatch;
  readonly pages: LedgerPages;
  readonly isRunning: boolean;
  describe(): Batch;
  /** Throws a PlainError if there is no such row. */
  row(id: number): LedgerRow;
  /** The mask of a photo, if there is one with its name. */
  maskOf(row: LedgerRow): Promise<string | undefined>;
  /** Throws a PlainError while it runs, or if no photo waits. */
  start(options: StartOptions): void;
  pause(): void;
  resume(): void;
  cancel(): Promise<void>;
  /** Called when the window has changed rows. */
  changed(): void;
  close(): Promise<void>;
}

export interface SessionOptions extends Omit<RunSurroundings, 'changed'> {
  readonly files: Files;
  readonly ledgers: string;
  readonly network: BatchRequest['network'];
  tell(batch: Batch): void;
  /** A run has ended by itself, or the user has cancelled it. */
  ended(id: string): void;
}

/** Plans a batch of two folders and opens it. Throws the PlainErrors of openBatch. */
export async function showBatch(
  wish: Omit<KeptBatch, 'id'>,
  options: SessionOptions,
  signal: AbortSignal,
): Promise<ShownBatch> {
  const request = requestOf(wish, options);
  const batch = await openBatch(request, signal);
  const ledger = await ledgerPath(request);
  const id = basename(ledger, '.sqlite');
  const kept = { ...wish, id };
  const pages = new LedgerPages(ledger);
  let revision = 0;
  let run: Run | undefined;
  let ended: Batch['ended'] = null;
  let closing = false;
  let closed = false;

  const describe = (): Batch => ({
    ...folders(kept, options.files),
    recipe: kept.recipe,
    result: kept.result,
    include: kept.include,
    exclude: kept.exclude,
    order: kept.order,
    id,
    state: run ? (run.paused ? 'paused' : 'running') : 'ready',
    counts: batch.ledger.counts(),
    leftOutCount: batch.scan.leftOut.length,
    leftOut: batch.scan.leftOut.slice(0, NAMED),
    otherFiles: batch.scan.otherFiles,
    progress: run?.progress ?? null,
    hindrance: run?.hindrance ?? null,
    ended,
    revision,
  });
  const { later, now } = throttled(() => {
    if (!closed) options.tell(describe());
  });
  const changed = () => {
    revision++;
    later();
  };

  return {
    id,
    kept,
    batch,
    pages,
    get isRunning() {
      return run !== undefined;
    },
    describe,
    row: (row) => {
      const found = pages.row(row);
      if (!found) throw badRequest(said('notOfBatch'));
      return found;
    },
    maskOf: async ({ path }) => (request.masks === undefined ? undefined : masksIn(request.masks)(path)),
    start: (how) => {
      if (run) throw badRequest(said('batchRuns'));
      const { waiting, working } = batch.ledger.counts();
      // The claims of a crashed run may still have to expire; the run waits for that.
      if (waiting + working === 0) throw badRequest(said('noneWaits'));
      ended = null;
      run = startRun(batch, how, { ...options, changed });
      void run.ended.then((end) => {
        ended = end;
        run = undefined;
        // Closing the program only interrupts the run, and the cause of a failure may be gone at the next start.
        if (!closing && end.how !== 'failed') options.ended(id);
        revision++;
        now();
      });
      changed();
    },
    pause: () => {
      run?.pause();
      changed();
    },
    resume: () => {
      run?.resume();
      changed();
    },
    cancel: async () => run?.cancel(),
    changed,
    close: async () => {
      closing = true;
      await run?.cancel();
      closed = true;
      pages.close();
      batch.ledger.close();
    },
  };
}

function folders({ input, output, masks }: KeptBatch, files: Files) {
  return {
    input: files.sourceFolder(input),
    output: files.resultFolder(output),
    masks: masks === null ? null : files.sourceFolder(masks),
  };
}

function requestOf(wish: Omit<KeptBatch, 'id'>, { ledgers, network }: SessionOptions): BatchRequest {
  return {
    input: wish.input,
    output: wish.output,
    ruleFor: parseRules({ ...wish.recipe, output: wish.result }, 'of this batch'),
    masks: wish.masks ?? undefined,
    include: wish.include,
    exclude: wish.exclude,
    order: wish.order,
    resume: true,
    retryFailed: false,
    ledgers,
    network,
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
