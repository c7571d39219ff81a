import { join } from 'node:path';
import { defineConfig, mergeConfig, type UserConfig } from 'vite';
import { assemblyScript } from './src-main/setup/assemblyscript.ts';
import { embedPffft } from './src-main/setup/engine/embed-pffft.ts';
import { nodeBundles, programEntries } from './vite.config.ts';

/** The package `daguerre-engine`, in three builds (`--mode`): what a program imports, the engine's processes, and a page's engine. */
const { compute, imaging, lane } = programEntries;
const here = (path: string) => join(import.meta.dirname, 'src-main/api', path);

const common: UserConfig = { build: { outDir: 'out/engine', sourcemap: false, copyPublicDir: false } };
const esm = { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js' } as const;

const builds: Readonly<Record<string, UserConfig>> = {
  processes: nodeBundles({ compute, imaging, lane }, 'out/engine'),
  node: mergeConfig(nodeBundles({ index: here('index.ts') }, 'out/engine'), {
    // Batches of the package are of folders on this machine.
    resolve: { alias: [{ find: /^\.\/s3-store$/, replacement: here('no-s3-store.ts') }] },
    build: {
      license: { fileName: 'packages-node.json' },
      // The entry has the exports of its source and no others, whatever the part for batches takes from it.
      rolldownOptions: { preserveEntrySignatures: 'strict', output: esm },
    },
  }),
  browser: {
    plugins: [assemblyScript(), embedPffft()],
    resolve: {
      alias: [
        { find: 'node:fs/promises', replacement: here('browser/memory-files.ts') },
        { find: 'node:timers/promises', replacement: here('browser/turns.ts') },
      ],
    },
    build: {
      target: 'es2022',
      emptyOutDir: false,
      minify: false,
      license: { fileName: 'packages-browser.json' },
      lib: { entry: { browser: here('browser/index.ts') }, formats: ['es'] },
      rolldownOptions: { output: esm },
    },
  },
};

export default defineConfig(({ mode }) => mergeConfig(builds[mode] ?? {}, common));
