import { posix } from 'node:path';
import { said } from '../../contract/said';
import { selection } from '../patterns';
import { type FoundPhoto, kindOf, type LeftOut, type Scan, type ScanOptions } from '../scan';

/** A file that a store lists. */
export interface Listed {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Finds photos by their names in a store's list, as scanFolder does on a disk. */
export function scanListed(files: readonly Listed[], root: string, options: ScanOptions): Scan {
  const wanted = selection(options.include, options.exclude);
  const photos: FoundPhoto[] = [];
  const leftOut: LeftOut[] = [];
  let otherFiles = 0;
  for (const { path, bytes, modified } of files) {
    if (!isPlain(path) || options.notInto.some((other) => `${root}/${path}`.startsWith(`${other}/`)))
      continue;
    if (!wanted(path)) continue;
    const kind = kindOf(path);
    // Lists have milliseconds, an object's header has whole seconds; rounding down makes the times equal.
    if (kind === 'photo') photos.push({ path, bytes, modified: modified - (modified % 1000) });
    else if (kind === 'raw') leftOut.push({ path, reason: said('raw') });
    else otherFiles++;
  }
  return { photos: photos.sort((a, b) => (a.path < b.path ? -1 : 1)), leftOut, otherFiles };
}

/** Whether a path consists only of visible names; keys that stand for a folder or contain `..` are no files. */
function isPlain(path: string): boolean {
  return (
    path === posix.normalize(path) && path.split('/').every((name) => name !== '' && !name.startsWith('.'))
  );
}
