import { create } from 'zustand';
import { isSameArea } from '../../src-main/contract/geometry';
import type { Job, Live } from '../../src-main/contract/window/jobs';

interface JobsState {
  /** All jobs including previews, oldest first. */
  readonly jobs: readonly Job[];
  /** The latest picture of each part of a running job or of the last preview; the newest comes last. */
  readonly lives: readonly Live[];
  /** The last requested preview with the key of its content; null after it was removed. */
  readonly previewed: { readonly job: string; readonly key: string } | null;
  /** True from the click until the program has accepted the job. */
  readonly starting: boolean;
  /** Ids of cancelled jobs that haven't ended yet, because the current calculation isn't interrupted. */
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

/** The job that the bottom bar shows: the running or paused one, otherwise the first waiting one. */
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

/** Removes a finished preview that is out of date. */
export function dropPreview(): void {
  useJobs.setState(({ lives, jobs }) => {
    const shown = lives.at(-1);
    const job = jobs.find(({ id }) => id === shown?.job);
    return shown?.preview && (!job || isOver(job)) ? { lives: [], previewed: null } : {};
  });
}

interface ShownQueue {
  /** The job that the bar shows. */
  readonly current: Job | null;
  /** The restoration that a running preview precedes; users see both as one. */
  readonly next: Job | null;
  /** The jobs that wait after these. */
  readonly waiting: readonly Job[];
}

/** The queue as users see it. */
export function queueOf(jobs: readonly Job[]): ShownQueue {
  const current = currentJob(jobs);
  const others = jobs.filter((job) => !isOver(job) && job !== current);
  const first = others.find(({ kind }) => kind === 'restore');
  const isPreceded = current?.kind === 'preview' && first?.document === current.document;
  const next = isPreceded && first?.state === 'waiting' ? first : null;
  return { current, next, waiting: others.filter((job) => job !== next) };
}
