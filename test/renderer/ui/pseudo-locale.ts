const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'ë',
  i: 'î',
  o: 'ö',
  u: 'ü',
  A: 'Å',
  E: 'É',
  O: 'Ø',
  n: 'ñ',
  s: 'š',
};

/**
 * A message as a language would have it that is half as long again and shares no word with English: what stays
 * readable in the window wasn't taken from the catalogue, and what is cut off has no room for such a language.
 */
export function pseudoLocale(text: string): string {
  const parts = text.split(/({{\w+}})/);
  const changed = parts.map((part) =>
    part.startsWith('{{') ? part : [...part].map((letter) => ACCENTED[letter] ?? letter).join(''),
  );
  return `[${changed.join('')}${'·'.repeat(Math.ceil(text.length / 2))}]`;
}
