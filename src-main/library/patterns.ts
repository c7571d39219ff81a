import { PlainError } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { compileGlob, GlobError } from './glob';

/** Whether a path relative to the folder (with `/`) is wanted. */
export type PathTest = (path: string) => boolean;

/** A pattern that can't be used; `issue` is the part of a sentence about it. */
export class PatternFault extends PlainError {
  readonly issue: Said;

  constructor(pattern: string, cause: unknown) {
    const shown = pattern.length > 60 ? `${pattern.slice(0, 60)}...` : pattern;
    const issue = said('patternIssue', { pattern: shown });
    super(said('patternUnusable', { issue }), { badRequest: true, cause });
    this.issue = issue;
  }
}

/**
 * Patterns as shells know them (glob.ts); one without a slash is about the name alone, in any folder. Composed and
 * decomposed accents are the same. No patterns match nothing. Throws a PatternFault for one that can't be used.
 */
export function matchesAny(patterns: readonly string[]): PathTest {
  const tests = patterns.map((pattern) => {
    const test = compiled(pattern);
    return pattern.includes('/') ? test : (path: string) => test(path.slice(path.lastIndexOf('/') + 1));
  });
  return (path) => {
    const composed = path.normalize('NFC');
    return tests.some((test) => test(composed));
  };
}

function compiled(pattern: string): PathTest {
  try {
    return compileGlob(pattern.normalize('NFC'));
  } catch (error) {
    if (!(error instanceof GlobError)) throw error;
    throw new PatternFault(pattern, error);
  }
}

/** Whether the path is included (by all, if there are no patterns to include) and not excluded. */
export function selection(include: readonly string[], exclude: readonly string[]): PathTest {
  const included = include.length === 0 ? () => true : matchesAny(include);
  const excluded = matchesAny(exclude);
  return (path) => included(path) && !excluded(path);
}
