import type { Job } from '../../src-main/contract/window/jobs';
import type { MessageKey } from '../messages/keys';
import type { Values } from '../messages/messages';

export interface Announcement {
  readonly key: MessageKey;
  readonly values?: Values;
}

/**
 * Chooses what a screen reader announces about restorations: each quarter, the end and pauses, but not every step.
 * Previews aren't announced, because they are only visible.
 */
export class Announcer {
  readonly #told = new Map<string, { state: Job['state']; quarter: number }>();

  /** The announcement for a job's new state; null for most states. */
  hear(job: Job): Announcement | null {
    if (job.kind === 'preview') return null;
    if (job.kind === 'heal') return ofStroke(job);
    const quarter = Math.floor(4 * job.share);
    const before = this.#told.get(job.id) ?? { state: 'waiting', quarter: 0 };
    this.#told.set(job.id, { state: job.state, quarter: Math.max(quarter, before.quarter) });
    if (job.state !== before.state) {
      const ended = this.#ofState(job);
      if (ended) return ended;
    }
    if (job.state === 'running' && quarter > before.quarter && quarter < 4) {
      return { key: 'announce.percent', values: { percent: quarter * 25 } };
    }
    return null;
  }

  #ofState({ state, results }: Job): Announcement | null {
    if (state === 'done') return { key: 'announce.done', values: { count: Math.max(1, results.length) } };
    if (state === 'failed') return { key: 'announce.failed' };
    if (state === 'cancelled') return { key: 'announce.cancelled' };
    if (state === 'paused') return { key: 'announce.paused' };
    return null;
  }
}

function ofStroke({ state }: Job): Announcement | null {
  if (state === 'done') return { key: 'announce.healed' };
  return state === 'failed' ? { key: 'announce.failed' } : null;
}
