import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { withEngine } from '../../src-main/jobs/engine';
import { openBatch } from '../../src-main/library/open-batch';
import { parseRules } from '../../src-main/library/recipe-file';
import { runBatch } from '../../src-main/library/run-batch';
import { workplace } from '../library/support';
import { rounded, startRecord } from '../records/record';

const place = workplace();
const COUNT = 12;

it('a batch keeps the network busy for at least 97 % of the time', async () => {
  const recording = await startRecord('throughput');
  for (let i = 0; i < COUNT; i++) {
    await sharp('examples/coffee.jpg')
      .extract({ left: 4 * i, top: 2 * i, width: 384, height: 320 })
      .jpeg({ quality: 95 })
      .toFile(place.at(`${i}.jpg`));
  }
  const network = { modelPath: resolve('models/eps-universal.onnx'), provider: 'cpu' } as const;
  const batch = await openBatch(
    {
      input: place.at('.'),
      output: place.at('results'),
      masks: null,
      ...parseRules({ operator: 'denoise', noise: 10 }, 'recipe'),
      include: [],
      exclude: [],
      order: 'folder',
    },
    {
      resume: false,
      retryFailed: false,
      ledgers: join(place.at('.'), 'ledgers'),
      network,
    },
    new AbortController().signal,
  );
  let [busyMs, first, last] = [0, Number.POSITIVE_INFINITY, 0];
  const { done } = await withEngine((engine) => {
    const compute: typeof engine.compute = {
      ...engine.compute,
      request: async (name, payload, options) => {
        const began = performance.now();
        const result = await engine.compute.request(name, payload, options);
        const ended = performance.now();
        busyMs += ended - began;
        [first, last] = [Math.min(first, began), Math.max(last, ended)];
        return result;
      },
    };
    return runBatch({ ...engine, compute }, batch, {
      signal: new AbortController().signal,
      onEvent: () => {},
    }).finished;
  });
  batch.ledger.close();
  expect(done).toBe(COUNT);
  const share = busyMs / (last - first);
  process.stdout.write(
    `network at work: ${(100 * share).toFixed(1)} % of ${((last - first) / 1000).toFixed(0)} s\n`,
  );
  expect(share).toBeGreaterThan(0.97);
  await recording.finish({ photos: COUNT, share: rounded(share, 3) });
});
