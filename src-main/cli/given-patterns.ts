import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { matchesAny, type PathTest, PatternFault } from '../library/patterns';

/**
 * Replaces words like `scans/*.jpg` by the files whose names match, sorted; consoles of Windows pass them as they were typed.
 * Only the last part of a path is a pattern. A word that names a file or folder, or that matches nothing, stays as it is.
 */
export async function expandPatterns(given: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const word of given) {
    const found = /[*?]/.test(basename(word)) && !(await exists(word)) ? await filesOf(word) : [];
    expanded.push(...(found.length > 0 ? found : [word]));
  }
  return expanded;
}

async function filesOf(word: string): Promise<string[]> {
  const folder = dirname(word);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const matches = matcherOf(basename(word));
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  // Shells leave out hidden files too.
  const found = names.filter((name) => !name.startsWith('.') && matches(name)).sort();
  return found.map((name) => (folder === '.' ? name : join(folder, name)));
}

/** A pattern that can't be used matches nothing. */
function matcherOf(pattern: string): PathTest {
  try {
    return matchesAny([pattern]);
  } catch (error) {
    if (error instanceof PatternFault) return () => false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
