import type { Verdict } from '../contract/window/library';

/** Ratings in the ledger: 0 is none, and what was accepted may be graded one day. */
export const RATINGS: Readonly<Record<Verdict, number>> = { none: 0, rejected: 1, accepted: 5 };

/** What a rating in the ledger says of a result. */
export function verdictOf(rating: number): Verdict {
  if (rating === RATINGS.none) return 'none';
  return rating === RATINGS.rejected ? 'rejected' : 'accepted';
}
