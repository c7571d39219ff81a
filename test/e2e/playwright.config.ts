import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  // Minutes of packing: `npm run test:packaged`.
  testIgnore: '**/{packaged,minimal-root}.e2e.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: './setup.mjs',
  // A test waits for its window half of the time; meanwhile the other one works.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: '../../out/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
