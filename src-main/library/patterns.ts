import { PlainError } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { compileGlob, GlobError } from './glob';

/** Tests a path relative to the folder, with `/` as separator. */
export type PathTest = (path: string) => boolean;

/** A pattern can't be used; `issue` is the part of the message about it. */
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
 * Compiles shell patterns (glob.ts) to a test whether any of them matches. A pattern without a slash applies to the
 * file name in any folder. Composed and decomposed accents are equal. Without patterns nothing matches. Throws a
 * PatternFault for a pattern that can't be used.
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

/** Tests whether a path is included and not excluded. Without patterns to include, every path is included. */
export function selection(include: readonly string[], exclude: readonly string[]): PathTest {
  const included = include.length === 0 ? () => true : matchesAny(include);
  const excluded = matchesAny(exclude);
  return (path) => included(path) && !excluded(path);
}
