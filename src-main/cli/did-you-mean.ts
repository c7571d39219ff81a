/** Most typing errors in a word that still count as a typo, and the most as a share of its letters. */
const MOST = 2;
const SHARE = 0.4;

/** " (Did you mean X?)" for the known word that is closest to a typed one; empty if none is close. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const meant = closest(typed, known);
  return meant === undefined ? '' : ` (Did you mean ${meant}?)`;
}

/** The known word that is closest to a typed one; undefined if none is close. */
export function closest(typed: string, known: readonly string[]): string | undefined {
  let best: { word: string; errors: number } | undefined;
  for (const word of known) {
    const errors = errorsBetween(typed.toLowerCase(), word);
    const few = Math.min(MOST, SHARE * Math.max(typed.length, word.length));
    if (errors <= few && errors < (best?.errors ?? Infinity)) best = { word, errors };
  }
  return best?.word;
}

/**
 * Typing errors between two words: letters that are added, missing, wrong or swapped with their neighbour (optimal string
 * alignment, the restricted distance of Damerau and Levenshtein).
 */
function errorsBetween(a: string, b: string): number {
  let [before, previous] = [[0], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length];
}
