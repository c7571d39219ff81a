import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { defineConfig, type UserConfig } from 'vite';
import { assemblyScript } from './src-main/setup/assemblyscript.ts';
import { modelSums } from './src-main/setup/model-sums.ts';

/** Packages that must stay files on disk beside the bundle: native, WebAssembly, or Electron's own. */
const external = [
  'electron',
  'onnxruntime-node',
  'sharp',
  'exiftool-vendored',
  '@photostructure/sqlite',
  'heic-decode',
  '@echogarden/pffft-wasm',
];

const isExternal = (id: string) =>
  id.startsWith('node:') ||
  builtinModules.includes(id) ||
  external.some((name) => id === name || id.startsWith(`${name}/`));

/** CommonJS bundles for Node, one an entry; what the program and the tests' own child processes are built with. */
export function nodeBundles(input: Record<string, string>, outDir: string): UserConfig {
  return {
    plugins: [assemblyScript(), modelSums()],
    build: {
      ssr: true,
      target: 'node18',
      outDir,
      // The window's own files lie in a folder inside it.
      emptyOutDir: false,
      // Which packages are bundled; the notices, the bill of materials and the audit are made from it.
      license: { fileName: 'packages.json' },
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: isExternal,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[name].cjs' },
      },
    },
    ssr: { noExternal: true },
  };
}

/**
 * One bundle a process: the command line, Electron's main process, and the two engine processes that they start; and
 * one for the threads in which the network computes.
 */
export const programEntries = {
  cli: 'src-main/cli/main.ts',
  app: 'src-main/app/main.ts',
  compute: 'src-main/processes/compute.ts',
  imaging: 'src-main/processes/imaging.ts',
  lane: 'src-main/network/lanes/lane.ts',
};

const present = Object.fromEntries(Object.entries(programEntries).filter(([, file]) => existsSync(file)));

export default defineConfig(nodeBundles(present, 'dist'));
