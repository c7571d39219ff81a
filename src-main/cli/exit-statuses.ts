/** Exit status if some photos failed and the others are done. */
export const SOME_FAILED = 3;

/** Exit status if a result exists and was not replaced. */
export const RESULT_EXISTS = 4;

/** What the program's exit statuses mean: the table of `--help` and of the documentation. */
export const EXIT_STATUSES: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'a failure',
  2: 'an invalid request',
  [SOME_FAILED]: 'some photos of several failed, the others are done',
  [RESULT_EXISTS]: 'a result exists and may not be replaced',
  130: 'interrupted',
};
