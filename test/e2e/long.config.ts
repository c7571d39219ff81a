import { defineConfig } from '@playwright/test';
import usual from './playwright.config';

/** A part of `npm run test:long`: what takes minutes in the real window. */
export default defineConfig({
  ...usual,
  testMatch: '*.long.ts',
  testIgnore: [],
  workers: 1,
  timeout: 3_600_000,
  reporter: [['list']],
});
