import { defineConfig } from 'vite';

/** The preload is one CommonJS file: a sandboxed one can load nothing beside `electron`. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'chrome114',
    outDir: 'dist',
    emptyOutDir: false,
    license: { fileName: 'preload-packages.json' },
    minify: false,
    rolldownOptions: {
      input: { preload: 'src-main/app/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
});
