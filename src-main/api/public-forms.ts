import { inEnglish, type Said } from '../contract/said';
import type { PageProgress } from '../jobs/restore-job';
import type { Progress, Sentence } from './picture';

/** A message in the form of the package. */
export function sentence(said: Said): Sentence {
  const { key, values } = said;
  return { key, values, text: inEnglish(said) };
}

/** The list, typed as having a first item. Throws a RangeError if it is empty. */
export function nonEmpty<T>(items: readonly T[]): [T, ...T[]] {
  if (items.length === 0) throw new RangeError('a photo without pages, or a restoration without samples');
  const [first, ...others] = items;
  return [first, ...others];
}

/** The progress of a restoration in the form of the package. */
export function progressOf(progress: PageProgress): Progress {
  const { page, pages, sample, step, steps, calls, totalCalls, pixels, totalPixels } = progress;
  const share = totalPixels === 0 ? 0 : Math.min(1, pixels / totalPixels);
  return { fraction: (page + share) / pages, page, pages, sample, step, steps, calls, totalCalls };
}
