import { failure } from '../contract/errors';
import { said } from '../contract/said';
import type { Job } from '../contract/window/jobs';
import type { Result } from '../contract/window/results';
import { packError } from '../transport/messages';
import type { Events } from './events';
import { newId } from './ids';

/** The context of a job's work. */
export interface JobContext {
  readonly id: string;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Reports the work's progress to the window. */
  update(changes: JobChanges): void;
  /** Number of pauses; a time that includes a pause is meaningless. */
  readonly pauses: number;
}

export type JobChanges = Partial<
  Pick<
    Job,
    | 'calls'
    | 'totalCalls'
    | 'share'
    | 'drafting'
    | 'step'
    | 'steps'
    | 'sample'
    | 'secondsLeft'
    | 'provider'
    | 'said'
  >
>;

/** The share of the work that is done, 0 to 1; 0 if there is no work to count. */
export function shareOf(done: number, total: number): number {
  return total > 0 ? Math.min(1, done / total) : 0;
}

export interface NewJob {
  readonly document: string;
  readonly kind: Job['kind'];
  readonly steps: number;
  readonly samples: number;
  /** It only prepares something, so the window gets no events about it. */
  readonly isQuiet?: boolean;
  /** Rejects with the signal's reason if it was cancelled. */
  work(context: JobContext): Promise<Result[]>;
}

/** The queue: one job at a time, first come, first served; previews and strokes go before all waiting restorations. */
export interface Jobs {
  start(job: NewJob): string;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** Resolves once the job has ended. */
  cancel(id: string): Promise<void>;
  /** Cancels all of a document's jobs and waits for their end. */
  cancelAll(document?: string): Promise<void>;
  /** Whether a job uses the compute process. */
  readonly busy: boolean;
  /** Jobs that have not ended, in the order of their execution. */
  readonly all: readonly Job[];
}

interface Entry {
  job: Job;
  readonly isQuiet: boolean;
  readonly work: NewJob['work'];
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  end(): void;
  running: boolean;
  /** Whether its work was ever told to wait. */
  wasHeld: boolean;
  pauses: number;
  /** Time of the last event, to limit the events to the window. */
  told: number;
}

/** Least milliseconds between reports of progress within a step, because the window draws each of them. */
const BEAT = 250;

/**
 * @param hold makes a running job's work wait between network calls, or continue
 */
export function createJobs(events: Events, hold: (id: string, on: boolean) => Promise<void>): Jobs {
  /** Jobs that have not ended, in the order in which they will run. */
  const entries: Entry[] = [];

  const tell = (entry: Entry, changes: Partial<Job>) => {
    const urgent =
      changes.state !== undefined ||
      changes.drafting !== undefined ||
      changes.step !== entry.job.step ||
      changes.sample !== entry.job.sample;
    entry.job = { ...entry.job, ...changes };
    if (!urgent && performance.now() - entry.told < BEAT) return;
    entry.told = performance.now();
    if (!entry.isQuiet) events.emit('job', entry.job);
  };

  const holdWork = (entry: Entry, on: boolean) => {
    entry.wasHeld ||= on;
    return hold(entry.job.id, on);
  };

  const finish = (entry: Entry, changes: Partial<Job>) => {
    entry.running = false;
    entries.splice(entries.indexOf(entry), 1);
    // A pause that came after the last call held nothing; it would be kept as long as the process lives. If that has ended,
    // nothing is left to release.
    if (entry.wasHeld) void holdWork(entry, false).catch(() => {});
    tell(entry, { secondsLeft: null, ...changes });
    entry.end();
    next();
  };

  const run = async (entry: Entry) => {
    entry.running = true;
    tell(entry, { state: 'running' });
    try {
      const results = await entry.work({
        id: entry.job.id,
        signal: entry.abort.signal,
        update: (changes) => tell(entry, changes),
        get pauses() {
          return entry.pauses;
        },
      });
      finish(entry, { state: 'done', results });
    } catch (error) {
      if (entry.abort.signal.aborted) finish(entry, { state: 'cancelled' });
      else finish(entry, { state: 'failed', said: packError(error).said });
    }
  };

  const next = () => {
    const running = entries.filter((entry) => entry.running);
    // Previews and strokes may run while a restoration is paused.
    const blocked = running.some(({ job }) => isShort(job) || job.state !== 'paused');
    if (blocked) return;
    const waiting = entries.filter(({ job, running }) => !running && job.state === 'waiting');
    const first = waiting.find(({ job }) => isShort(job)) ?? (running.length === 0 ? waiting[0] : undefined);
    if (first) void run(first);
  };

  const cancel = async (entry: Entry) => {
    entry.abort.abort(failure(said('cancelled')));
    if (!entry.running) finish(entry, { state: 'cancelled' });
    await entry.ended;
  };

  const find = (id: string) => entries.find(({ job }) => job.id === id);
  return {
    start: (job) => {
      if (job.kind === 'preview') {
        for (const entry of entries.filter(({ job }) => job.kind === 'preview')) void cancel(entry);
      }
      const entry = createEntry(job);
      entries.push(entry);
      if (!entry.isQuiet) events.emit('job', entry.job);
      // The caller gets the job's id before events about its progress.
      setImmediate(next);
      return entry.job.id;
    },
    pause: async (id) => {
      const entry = find(id);
      if (!entry || entry.job.state === 'paused') return;
      entry.pauses++;
      if (entry.running) await holdWork(entry, true);
      if (find(id)) tell(entry, { state: 'paused', secondsLeft: null });
      next();
    },
    resume: async (id) => {
      const entry = find(id);
      if (entry?.job.state !== 'paused') return;
      if (!entry.running) {
        tell(entry, { state: 'waiting' });
        return next();
      }
      tell(entry, { state: 'running' });
      // Two jobs must not alternate on one network, so a preview that ran during the pause is cancelled; a stroke is soon healed.
      for (const other of entries.filter((other) => other !== entry && other.running)) {
        await (other.job.kind === 'heal' ? other.ended : cancel(other));
      }
      // Meanwhile it may have ended or been paused again.
      if (find(id)?.job.state === 'running') await holdWork(entry, false);
    },
    cancel: async (id) => {
      const entry = find(id);
      if (entry) await cancel(entry);
    },
    cancelAll: async (document) => {
      const mine = entries.filter(({ job }) => document === undefined || job.document === document);
      await Promise.all(mine.map(cancel));
    },
    get busy() {
      return entries.some(({ running }) => running);
    },
    get all() {
      return entries.filter(({ isQuiet }) => !isQuiet).map(({ job }) => job);
    },
  };
}

function isShort({ kind }: Job): boolean {
  return kind !== 'restore';
}

function createEntry({ document, kind, steps, samples, isQuiet = false, work }: NewJob): Entry {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const job: Job = {
    id: newId(),
    document,
    kind,
    state: 'waiting',
    calls: 0,
    totalCalls: 0,
    share: 0,
    drafting: false,
    step: 0,
    steps,
    sample: 0,
    samples,
    secondsLeft: null,
    provider: null,
    said: null,
    results: [],
  };
  return {
    job,
    isQuiet,
    work,
    abort: new AbortController(),
    ended,
    end,
    running: false,
    wasHeld: false,
    pauses: 0,
    told: 0,
  };
}
