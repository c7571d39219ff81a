import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a long run measures: the program, its network, its packages, and the runs themselves. */
const SOURCES = [
  'src-main',
  'models',
  'package-lock.json',
  'test/long',
  'test/bench',
  'test/library/many.ts',
  'test/hostile/fuzz',
];

/**
 * SHA-256 of all sources that a long run's figures depend on, as they are on disk: the same for the same commit on
 * every machine. In `models`, only the networks count, not the records of their training.
 */
export async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of await filesOf(source)) {
      if (source === 'models' && !path.endsWith('.onnx')) continue;
      const content = createHash('sha256').update(await readFile(path));
      hash.update(`${path.replaceAll('\\', '/')} ${content.digest('hex')}\n`);
    }
  }
  return hash.digest('hex');
}

/** Files below a path, in order; a model's training isn't looked through, only what lies beside it. */
async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: path !== 'models', withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
