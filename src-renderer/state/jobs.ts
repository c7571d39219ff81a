import { create } from 'zustand';
import type { Job, Live } from '../../src-main/contract/window/jobs';

interface JobsState {
  /** Oldest first; previews too. */
  readonly jobs: readonly Job[];
  /** The newest picture of a job that runs, or of the last preview. */
  readonly live: Live | null;
  /** The preview that was asked for last, and what it is of; null once what it showed was taken away. */
  readonly previewed: { readonly job: string; readonly key: string } | null;
  /** From the click until the program has taken the job. */
  readonly starting: boolean;
  /** Ids of jobs that were cancelled and have not ended yet: what is calculated just now isn't interrupted. */
  readonly ending: readonly string[];
}

export const useJobs = create<JobsState>()(() => ({
  jobs: [],
  live: null,
  previewed: null,
  starting: false,
  ending: [],
}));

export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** The job that the bottom bar tells of: what runs or stands still, else what waits first. */
export function currentJob(jobs: readonly Job[]): Job | null {
  const open = jobs.filter((job) => !isOver(job));
  return open.find(({ state }) => state !== 'waiting') ?? open[0] ?? null;
}

/** Takes a finished preview away: what it showed is no longer asked for. */
export function dropPreview(): void {
  useJobs.setState(({ live, jobs }) => {
    const job = jobs.find(({ id }) => id === live?.job);
    return live?.preview && (!job || isOver(job)) ? { live: null, previewed: null } : {};
  });
}
