import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The paths of a folder's pictures, sorted. */
export async function picturesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|tiff?|webp)$/i.test(name));
  return names.sort().map((name) => join(folder, name));
}

/** At most `limit` of these paths, evenly spread. */
export function spread(paths: readonly string[], limit: number): string[] {
  const step = Math.max(1, paths.length / limit);
  return Array.from({ length: Math.min(limit, paths.length) }, (_, i) => paths[Math.floor(i * step)]);
}
