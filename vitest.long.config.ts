import { defineConfig } from 'vitest/config';
import usual from './vitest.config';

/** `npm run test:long`: tests of minutes, with the real network on real photos. */
export default defineConfig({
  test: {
    ...usual.test,
    include: ['test/long/**/*.test.ts'],
    exclude: [],
    testTimeout: 1_800_000,
    // One at a time: the network takes every core.
    maxWorkers: 1,
  },
});
