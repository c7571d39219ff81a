import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure } from '../contract/errors';
import { said } from '../contract/said';

/** The kinds of engine processes, each with its own bundle. */
export type ProcessKind = 'compute' | 'imaging';
/** The bundles of engine processes and of the only kind of thread in them, a lane of the network. */
export type EngineBundle = ProcessKind | 'lane';

/**
 * Finds the JavaScript file of a process or thread: beside this program's own bundle, or in the project's dist folder
 * if this module runs from its source. Throws a PlainError if it is missing.
 */
export function engineEntry(kind: EngineBundle): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const path of [join(folder, `${kind}.cjs`), join(folder, 'dist', `${kind}.cjs`)]) {
      if (existsSync(path)) return path;
    }
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  throw failure(said('partMissing', { name: kind }));
}
