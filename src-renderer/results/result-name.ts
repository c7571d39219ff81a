import type { Result } from '../../src-main/contract/window/results';
import type { Say } from '../messages/messages';

/** 'Candidate 3': its place in the photo's history. */
export function resultName(results: readonly Result[], result: Result, say: Say): string {
  if (result.sample === null) return say('result.composed');
  return say('result.candidate', { number: results.findIndex(({ id }) => id === result.id) + 1 });
}
