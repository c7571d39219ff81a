import { defineConfig } from '@playwright/test';
import usual from './playwright.config';

/**
 * `npm run test:packaged`: packs the program, takes the package apart and runs what a person would install; then installs it in a
 * Debian that has nothing else, where this machine may make one.
 */
export default defineConfig({
  ...usual,
  testMatch: ['packaged.e2e.ts', 'minimal-root.e2e.ts'],
  testIgnore: [],
  globalSetup: './packaged-setup.mjs',
  workers: 1,
  timeout: 300_000,
  reporter: [['list']],
});
