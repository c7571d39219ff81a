import { failure } from '../contract/errors';
import { said } from '../contract/said';
import type { Job } from '../contract/window/jobs';
import type { Result } from '../contract/window/results';
import { packError } from '../transport/messages';
import type { Events } from './events';
import { newId } from './ids';

/** What a job's work is given. */
export interface JobContext {
  readonly id: string;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Tells the window how far the work is. */
  update(changes: JobChanges): void;
  /** How often it was paused: a time that was measured across a pause tells nothing. */
  readonly pauses: number;
}

export type JobChanges = Partial<
  Pick<Job, 'calls' | 'totalCalls' | 'step' | 'steps' | 'sample' | 'secondsLeft' | 'provider' | 'said'>
>;

export interface NewJob {
  readonly document: string;
  readonly kind: Job['kind'];
  readonly steps: number;
  readonly samples: number;
  /** Rejects with the signal's reason where it was cancelled. */
  work(context: JobContext): Promise<Result[]>;
}

/** The queue: one job at a time, in the order they came; a preview goes before all that wait. */
export interface Jobs {
  start(job: NewJob): string;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** Resolves once the job has ended. */
  cancel(id: string): Promise<void>;
  /** Cancels all of a document's jobs and waits for their end. */
  cancelAll(document?: string): Promise<void>;
  /** Whether any job holds the compute process. */
  readonly busy: boolean;
  /** Those that have not ended, in the order in which they will run. */
  readonly all: readonly Job[];
}

interface Entry {
  job: Job;
  readonly work: NewJob['work'];
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  end(): void;
  running: boolean;
  pauses: number;
  /** Of the last event, for progress not to flood the window. */
  told: number;
}

/** Progress within a step is told no more often than this, in milliseconds: each time the window draws it. */
const BEAT = 250;

/**
 * @param hold makes a running job's work wait between network calls, or go on
 */
export function createJobs(events: Events, hold: (id: string, on: boolean) => Promise<void>): Jobs {
  /** Jobs that have not ended, in the order in which they will run. */
  const entries: Entry[] = [];

  const tell = (entry: Entry, changes: Partial<Job>) => {
    const urgent =
      changes.state !== undefined || changes.step !== entry.job.step || changes.sample !== entry.job.sample;
    entry.job = { ...entry.job, ...changes };
    if (!urgent && performance.now() - entry.told < BEAT) return;
    entry.told = performance.now();
    events.emit('job', entry.job);
  };

  const finish = (entry: Entry, changes: Partial<Job>) => {
    entry.running = false;
    entries.splice(entries.indexOf(entry), 1);
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
    // A paused restoration lets previews through.
    const blocked = running.some(({ job }) => job.kind === 'preview' || job.state !== 'paused');
    if (blocked) return;
    const waiting = entries.filter(({ job, running }) => !running && job.state === 'waiting');
    const first =
      waiting.find(({ job }) => job.kind === 'preview') ?? (running.length === 0 ? waiting[0] : undefined);
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
      events.emit('job', entry.job);
      // The one who asked learns the job's name before it hears of its progress.
      setImmediate(next);
      return entry.job.id;
    },
    pause: async (id) => {
      const entry = find(id);
      if (!entry || entry.job.state === 'paused') return;
      entry.pauses++;
      if (entry.running) await hold(id, true);
      if (find(id)) tell(entry, { state: 'paused', secondsLeft: null });
      next();
    },
    resume: async (id) => {
      const entry = find(id);
      if (entry?.job.state !== 'paused') return;
      tell(entry, { state: entry.running ? 'running' : 'waiting' });
      // Two jobs must not take turns on one network: a preview that cut in is ended.
      for (const other of entries.filter((other) => other !== entry && other.running)) await cancel(other);
      if (entry.running) await hold(id, false);
      else next();
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
      return entries.map(({ job }) => job);
    },
  };
}

function createEntry({ document, kind, steps, samples, work }: NewJob): Entry {
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
    step: 0,
    steps,
    sample: 0,
    samples,
    secondsLeft: null,
    provider: null,
    said: null,
    results: [],
  };
  return { job, work, abort: new AbortController(), ended, end, running: false, pauses: 0, told: 0 };
}
