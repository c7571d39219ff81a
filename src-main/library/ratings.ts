import type { Verdict } from '../contract/window/library';

/** Ratings in the ledger. 0 is none; the numbers between leave room for grades of accepted results. */
export const RATINGS: Readonly<Record<Verdict, number>> = { none: 0, rejected: 1, accepted: 5 };

/** The verdict of a rating in the ledger. */
export function verdictOf(rating: number): Verdict {
  if (rating === RATINGS.none) return 'none';
  return rating === RATINGS.rejected ? 'rejected' : 'accepted';
}
