import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const SUFFIX = '?sums';
const PREFIX = '\0sums:';

/**
 * Makes `import { sums } from '../../models?sums'` give the SHA-256 of every network and card in that folder, as they
 * are when the bundle is built. In a packaged program the bundles are in the archive, whose own sum Electron checks.
 */
export function modelSums(): Plugin {
  return {
    name: 'model-sums',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(SUFFIX) || !importer) return undefined;
      return `${PREFIX}${resolve(dirname(importer), source.slice(0, -SUFFIX.length))}`;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const folder = id.slice(PREFIX.length);
      const names = existsSync(folder) ? await readdir(folder) : [];
      const sums: Record<string, string> = {};
      for (const name of names.filter((name) => /\.(onnx|json)$/.test(name)).sort()) {
        const file = join(folder, name);
        this.addWatchFile(file);
        sums[name] = createHash('sha256')
          .update(await readFile(file))
          .digest('hex');
      }
      return `export const sums = ${JSON.stringify(sums)};`;
    },
  };
}
