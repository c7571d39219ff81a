import type { Job } from '../../src-main/contract/window/jobs';
import { currentJob, isOver } from './jobs';

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
