import { dirname } from 'node:path';
import { type Job, UnrecoverableError, WaitingError } from 'bullmq';
import { said, toText } from '../../contract/said';
import { packError } from '../../transport/messages';
import type { WorkerEvent } from '../events';
import { linkedAbort } from '../linked-abort';
import type { SlotEngine } from '../overlapping';
import { isDiskFull, Room } from '../room';
import { type JobOutcome, jobSchema, type QueuedJob } from './job';
import { FolderAway, type QueuedJobOptions, restoreQueued } from './restore-queued';

export interface JobProcessorOptions extends Omit<QueuedJobOptions, 'signal'> {
  readonly onEvent: (event: WorkerEvent) => void;
}

/** Runs a worker's jobs, as many at a time as there are engines. */
export class JobProcessor {
  readonly #free: SlotEngine[];
  readonly #options: JobProcessorOptions;
  readonly #stop: AbortController;

  /** When `stop` is aborted, unfinished jobs are given back. A folder that is missing on this machine aborts it too. */
  constructor(engines: readonly SlotEngine[], options: JobProcessorOptions, stop: AbortController) {
    this.#free = [...engines];
    this.#options = options;
    this.#stop = stop;
  }

  /** BullMQ calls this for each job. It returns the job's outcome, or throws the job's failure. */
  async process(job: Job<unknown, JobOutcome>, token?: string, lost?: AbortSignal): Promise<JobOutcome> {
    const data = jobSchema.safeParse(job.data);
    if (!data.success)
      throw new UnrecoverableError(
        toText(said('requestMalformed', { name: job.name, detail: data.error.message })),
      );
    const engine = this.#free.pop();
    if (!engine) throw new RangeError('more jobs than were asked for');
    const { photo } = data.data;
    const { controller: enough, unlink } = linkedAbort(this.#stop.signal, lost);
    this.#options.onEvent({ event: 'started', photo });
    try {
      return await this.#restore(engine, data.data, enough.signal);
    } catch (error) {
      if (error instanceof FolderAway) this.#stop.abort(error);
      if (this.#stop.signal.aborted) return await this.#giveBack(job, photo, token);
      // Another worker has the job by now, and BullMQ ignores this worker's outcome.
      if (lost?.aborted) this.#options.onEvent({ event: 'returned', photo });
      throw lost?.aborted ? error : this.#failed(photo, error);
    } finally {
      unlink();
      this.#free.push(engine);
    }
  }

  async #restore(engine: SlotEngine, job: QueuedJob, signal: AbortSignal): Promise<JobOutcome> {
    const { onEvent, network, map } = this.#options;
    const began = performance.now();
    for (;;) {
      try {
        const outcome = await restoreQueued(engine, job, { network, map, signal });
        const seconds = Math.round((performance.now() - began) / 10) / 100;
        onEvent(told(outcome, job.photo, seconds));
        return outcome;
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        const folders = [engine.workspace, dirname(map(`${job.output}/${job.photo}`))];
        await new Room(folders, (reason) =>
          onEvent(reason === null ? { event: 'continued' } : { event: 'waiting', reason }),
        ).wait(error, signal);
      }
    }
  }

  /** Puts the job back into the queue without counting an attempt. */
  async #giveBack(job: Job<unknown, JobOutcome>, photo: string, token: string | undefined): Promise<never> {
    this.#options.onEvent({ event: 'returned', photo });
    await job.moveToWait(token);
    throw new WaitingError();
  }

  #failed(photo: string, error: unknown): Error {
    const { said: reason, badRequest } = packError(error);
    this.#options.onEvent({ event: 'failed', photo, reason });
    return badRequest ? new UnrecoverableError(toText(reason)) : new Error(toText(reason));
  }
}

/** The event of an outcome. */
function told(outcome: JobOutcome, photo: string, seconds: number): WorkerEvent {
  if (outcome.outcome !== 'done') return { event: outcome.outcome, photo, seconds };
  const { megapixels, provider = '' } = outcome;
  return { event: 'done', photo, seconds, megapixels, provider };
}
