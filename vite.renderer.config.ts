import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window's page, the same for Electron and for a browser; relative addresses, since it is served by either. */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome114',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    sourcemap: true,
    license: { fileName: 'packages.json' },
    // Inlined files would be data: addresses, which the page's policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
