import { defineConfig } from 'vitest/config';
import { assemblyScript } from './src-main/setup/assemblyscript.ts';
import { modelSums } from './src-main/setup/model-sums.ts';
import usual from './vitest.config';

/** `npm run test:long`: tests of minutes, with the real network on real photos. */
export default defineConfig({
  plugins: [assemblyScript(), modelSums()],
  test: {
    ...usual.test,
    include: ['test/long/**/*.test.ts'],
    exclude: [],
    testTimeout: 1_800_000,
    // One at a time: the network takes every core.
    maxWorkers: 1,
  },
});
