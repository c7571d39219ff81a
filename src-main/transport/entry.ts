import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure } from '../contract/errors';
import { said } from '../contract/said';

/** The kinds of engine processes; each is one bundle. */
export type ProcessKind = 'compute' | 'imaging';
/** Of the threads inside them there is one: a lane of the network. */
export type EngineBundle = ProcessKind | 'lane';

/**
 * The JavaScript file that a process or thread of this kind starts from: beside this program's own bundle, or in the
 * project's dist folder where this module runs from its source.
 */
export function engineEntry(kind: EngineBundle): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [join(folder, `${kind}.cjs`), join(folder, 'dist', `${kind}.cjs`)]) {
      if (existsSync(candidate)) return candidate;
    }
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  throw failure(said('partMissing', { name: kind }));
}
