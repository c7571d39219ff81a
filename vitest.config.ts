import { defineConfig } from 'vitest/config';
import { assemblyScript } from './src-main/setup/assemblyscript.ts';
import { modelSums } from './src-main/setup/model-sums.ts';

export default defineConfig({
  plugins: [assemblyScript(), modelSums()],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    // Bundles of the processes that tests start.
    globalSetup: 'test/build.ts',
    // onnxruntime reports usage unless this is set before it is loaded.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The machine's cores belong to the network's own threads.
    maxWorkers: 2,
    pool: 'forks',
  },
});
