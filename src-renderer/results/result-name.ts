import { isHealedByHand, type Result } from '../../src-main/contract/window/results';
import { listWords, type Say } from '../messages/messages';

/** 'Candidate 3', by its position in the photo's history. */
export function resultName(results: readonly Result[], result: Result, say: Say): string {
  if (isHealedByHand(result)) return say('result.healed');
  if (result.sample === null) return say('result.composed');
  return say('result.candidate', { number: results.findIndex(({ id }) => id === result.id) + 1 });
}

/** 'Put together by hand of Candidate 1 and Candidate 3'; without the numbers if one of them was removed. */
export function composedOf(results: readonly Result[], { of = [] }: Result, say: Say): string {
  const places = of.map((part) =>
    results.findIndex(
      ({ run, sample, made }) => run === part.run && sample === part.sample && made === part.made,
    ),
  );
  if (places.length === 0 || places.includes(-1)) return say('result.composed');
  const names = places.map((place) => say('result.candidate', { number: place + 1 }));
  return say('result.composedOf', { names: listWords(names) });
}
