import { defineConfig } from '@playwright/test';
import usual from './playwright.config';

/** `npm run test:packaged`: packs the program, takes the package apart and runs what a person would install. */
export default defineConfig({
  ...usual,
  testMatch: 'packaged.e2e.ts',
  testIgnore: [],
  globalSetup: './packaged-setup.mjs',
  timeout: 300_000,
  reporter: [['list']],
});
