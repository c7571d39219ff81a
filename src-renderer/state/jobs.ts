import { create } from 'zustand';
import { isSameArea } from '../../src-main/contract/geometry';
import type { Job, Live } from '../../src-main/contract/window/jobs';

interface JobsState {
  /** Oldest first; previews too. */
  readonly jobs: readonly Job[];
  /** The newest picture of each part that a running job works on, or of the last preview; the newest one is the last. */
  readonly lives: readonly Live[];
  /** The preview that was asked for last, and what it is of; null once what it showed was taken away. */
  readonly previewed: { readonly job: string; readonly key: string } | null;
  /** From the click until the program has taken the job. */
  readonly starting: boolean;
  /** Ids of jobs that were cancelled and have not ended yet: what is calculated just now isn't interrupted. */
  readonly ending: readonly string[];
}

export const useJobs = create<JobsState>()(() => ({
  jobs: [],
  lives: [],
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

/** Shows a job's picture of a part over its pictures of other parts, and instead of those of other jobs. */
export function showLive(live: Live): void {
  useJobs.setState(({ lives }) => ({
    lives: [...lives.filter(({ job, area }) => job === live.job && !isSameArea(area, live.area)), live],
  }));
}

/** Takes a finished preview away: what it showed is no longer asked for. */
export function dropPreview(): void {
  useJobs.setState(({ lives, jobs }) => {
    const shown = lives.at(-1);
    const job = jobs.find(({ id }) => id === shown?.job);
    return shown?.preview && (!job || isOver(job)) ? { lives: [], previewed: null } : {};
  });
}
