import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sums } from '../../models?sums';

/**
 * Whether a file with this SHA-256 may be used under this path: the program's own networks and cards must be those of
 * the build. Files in other folders are the user's choice.
 */
export function isAsBuilt(path: string, sum: string): boolean {
  const full = resolve(path);
  if (!Object.hasOwn(sums, basename(full)) || dirname(full) !== ownFolder()) return true;
  return sums[basename(full)] === sum;
}

let known: { readonly folder: string | undefined } | undefined;

/** The nearest folder of networks above this bundle: beside dist/ in a clone, beside the archive in a packaged program. */
export function ownFolder(): string | undefined {
  known ??= { folder: find() };
  return known.folder;
}

function find(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const models = join(folder, 'models');
    if (Object.keys(sums).some((name) => existsSync(join(models, name)))) return models;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
