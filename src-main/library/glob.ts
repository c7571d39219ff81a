/** One step of a compiled pattern, over a path's characters. */
type Step =
  | { readonly kind: 'one'; readonly matches: (character: string) => boolean }
  /** Any characters but a slash. */
  | { readonly kind: 'many' }
  /** Any characters. */
  | { readonly kind: 'all' }
  /** The next two steps are optional. */
  | { readonly kind: 'maybe' };

/** Longer patterns, and patterns that expand to more alternatives, are refused. */
const MAX_LENGTH = 1000;
const MAX_ALTERNATIVES = 1000;

/** A pattern that can't be used; the message says why, for a log. */
export class GlobError extends Error {}

/**
 * Compiles a shell pattern: `**`, `*`, `?`, `[a-z]`, `[!a]`, `{a,b}`, `{1..9}`, and a backslash to escape a character.
 * Matching ignores case and takes time proportional to the pattern and the path, which a regular expression doesn't
 * guarantee. Throws GlobError if the pattern is too long, expands to too many alternatives, or uses extended forms of
 * some shells, like `+(a)`.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  if (pattern.length > MAX_LENGTH) throw new GlobError(`${pattern.length} characters`);
  if (/(?<!\\)[@?*+!]\(/.test(pattern)) throw new GlobError('an extended form');
  const isNegative = pattern.startsWith('!');
  const positive = pattern.slice(isNegative ? 1 : 0).replace(/^(\.\/)+/, '');
  const forms = expandBraces(positive).map((form) => stepsOf(form.toLowerCase()));
  return (path) => {
    const characters = [...path.toLowerCase()];
    return forms.some((steps) => matches(steps, characters)) !== isNegative;
  };
}

/** Expands a pattern with braces to all its alternatives without braces. */
function expandBraces(pattern: string): string[] {
  const open = indexOutside(pattern, '{', 0);
  const close = open < 0 ? -1 : closing(pattern, open);
  if (close < 0) return [pattern];
  const inner = pattern.slice(open + 1, close);
  const choices = rangeOf(inner) ?? splitOutside(inner);
  const [before, after] = [pattern.slice(0, open), expandBraces(pattern.slice(close + 1))];
  // Braces around a single word aren't a choice, so they are literal.
  const heads =
    choices.length < 2
      ? expandBraces(inner).map((one) => `${before}\\{${one}\\}`)
      : choices.flatMap(expandBraces).map((one) => before + one);
  if (heads.length * after.length > MAX_ALTERNATIVES) throw new GlobError('too many alternatives');
  return heads.flatMap((head) => after.map((tail) => head + tail));
}

function rangeOf(inner: string): string[] | undefined {
  const [, from, to] = /^(\d{1,6})\.\.(\d{1,6})$/.exec(inner) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [first, last] = [Math.min(Number(from), Number(to)), Math.max(Number(from), Number(to))];
  if (last - first >= MAX_ALTERNATIVES) throw new GlobError('too many alternatives');
  const digits = from.startsWith('0') ? from.length : 0;
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(digits, '0'));
}

/** Finds a character that isn't escaped by a backslash; -1 if there is none. */
function indexOutside(text: string, wanted: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === wanted) return at;
  }
  return -1;
}

/** Finds the closing brace of the one at `open`; -1 if there is none. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Splits a text at the commas outside inner braces. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function stepsOf(pattern: string): Step[] {
  const characters = [...pattern];
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') {
      let stars = 1;
      while (characters[at + stars] === '*') stars++;
      const isFolder = at === 0 || characters[at - 1] === '/';
      const next = characters[at + stars];
      at += stars - 1;
      if (stars < 2 || !isFolder || (next !== undefined && next !== '/')) steps.push({ kind: 'many' });
      else if (next === undefined) steps.push({ kind: 'all' });
      else {
        // `**/` matches nothing, or folders and a slash.
        steps.push({ kind: 'maybe' }, { kind: 'all' }, exactly('/'));
        at++;
      }
    } else if (character === '?') steps.push(one((found) => found !== '/'));
    else if (character === '[') {
      const end = characters.indexOf(']', at + 2);
      if (end < 0) steps.push(exactly('['));
      else {
        steps.push(one(classOf(characters.slice(at + 1, end))));
        at = end;
      }
    } else {
      const literal = character === '\\' ? (characters[++at] ?? '\\') : character;
      steps.push(exactly(literal));
    }
  }
  return steps;
}

function one(test: (character: string) => boolean): Step {
  return { kind: 'one', matches: test };
}

function exactly(wanted: string): Step {
  return one((found) => found === wanted);
}

function classOf(inner: readonly string[]): (character: string) => boolean {
  const isNegative = inner[0] === '!' || inner[0] === '^';
  const members = isNegative ? inner.slice(1) : inner;
  return (character) => {
    let isIn = false;
    for (let k = 0; k < members.length; k++) {
      const [from = '', dash, to] = [members[k], members[k + 1], members[k + 2]];
      if (dash === '-' && to !== undefined) {
        isIn ||= from <= character && character <= to;
        k += 2;
      } else isIn ||= from === character;
    }
    return character !== '/' && isIn !== isNegative;
  };
}

/** Follows all paths through the steps at once: each character advances a set of places. */
function matches(steps: readonly Step[], characters: readonly string[]): boolean {
  let places = new Set<number>();
  enter(steps, 0, places);
  for (const character of characters) {
    const next = new Set<number>();
    for (const place of places) {
      const step = steps[place];
      if (step === undefined || step.kind === 'maybe') continue;
      if (step.kind === 'one') {
        if (step.matches(character)) enter(steps, place + 1, next);
      } else if (step.kind === 'all' || character !== '/') enter(steps, place, next);
    }
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(steps.length);
}

/** Adds a place and all places reachable from it without consuming a character. */
function enter(steps: readonly Step[], place: number, places: Set<number>): void {
  for (let at = place; !places.has(at); at++) {
    places.add(at);
    const kind = steps[at]?.kind;
    if (kind === 'maybe') enter(steps, at + 3, places);
    else if (kind !== 'many' && kind !== 'all') return;
  }
}
