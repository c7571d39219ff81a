import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  // Minutes of packing: `npm run test:packaged`.
  testIgnore: '**/{packaged,minimal-root}.e2e.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: './setup.mjs',
  // One window at a time: the network's threads want all cores.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: '../../out/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
