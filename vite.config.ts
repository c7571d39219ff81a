import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** Native or WebAssembly packages that must stay files on disk beside the bundle. */
const external = ['onnxruntime-node', 'sharp', 'exiftool-vendored', 'heic-decode', '@echogarden/pffft-wasm'];

/** One bundle a process: the command line, and the two engine processes that it forks. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node18',
    outDir: 'dist',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        cli: 'src-main/cli/main.ts',
        compute: 'src-main/engine/processes/compute.ts',
        imaging: 'src-main/engine/processes/imaging.ts',
      },
      external: (id) =>
        id.startsWith('node:') ||
        builtinModules.includes(id) ||
        external.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[name].cjs' },
    },
  },
  ssr: { noExternal: true },
});
