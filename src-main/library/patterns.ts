import picomatch from 'picomatch';

/** Whether a path relative to the folder (with `/`) is wanted. */
export type PathTest = (path: string) => boolean;

/**
 * Patterns as shells know them (`**`, `*`, `?`, `{a,b}`); one without a slash is about the name alone, in any folder.
 * Composed and decomposed accents are the same. No patterns match nothing.
 */
export function matchesAny(patterns: readonly string[]): PathTest {
  const tests = patterns.map((pattern) =>
    picomatch(pattern.normalize('NFC'), { dot: true, nocase: true, basename: !pattern.includes('/') }),
  );
  return (path) => tests.some((test) => test(path.normalize('NFC')));
}

/** Whether the path is included (by all, if there are no patterns to include) and not excluded. */
export function selection(include: readonly string[], exclude: readonly string[]): PathTest {
  const included = include.length === 0 ? () => true : matchesAny(include);
  const excluded = matchesAny(exclude);
  return (path) => included(path) && !excluded(path);
}
