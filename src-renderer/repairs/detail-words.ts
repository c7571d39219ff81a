import type { Say } from '../messages/messages';

/** A detail in words: 'mean', '70 %' or 'full sample'. */
export function detailWords(detail: number, say: Say): string {
  if (detail === 0) return say('detail.mean');
  if (detail === 1) return say('detail.full');
  return say('result.percent', { percent: Math.round(100 * detail) });
}
