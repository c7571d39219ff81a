import type { Job } from '../../src-main/contract/window/jobs';
import { currentJob, isOver } from './jobs';

interface ShownQueue {
  /** What the bar tells of. */
  readonly current: Job | null;
  /** The restoration that a running preview precedes: to the person they are one thing. */
  readonly next: Job | null;
  /** What waits behind that. */
  readonly waiting: readonly Job[];
}

/** The queue as people think of it. */
export function queueOf(jobs: readonly Job[]): ShownQueue {
  const current = currentJob(jobs);
  const others = jobs.filter((job) => !isOver(job) && job !== current);
  const first = others.find(({ kind }) => kind === 'restore');
  const isPreceded = current?.kind === 'preview' && first?.document === current.document;
  const next = isPreceded && first?.state === 'waiting' ? first : null;
  return { current, next, waiting: others.filter((job) => job !== next) };
}
