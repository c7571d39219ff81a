import { beforeAll, expect, test } from 'vitest';
import { said } from '../../../src-main/contract/said';
import { probeIn } from '../../../src-main/network/providers/probe';
import { childProcessFactory } from '../../../src-main/transport/child-process';
import { engineEntry } from '../../../src-main/transport/entry';
import { requireBundles, testChild } from '../../transport/bundle';

const TINY = 'test/fixtures/models/tiny.onnx';
beforeAll(requireBundles);

test('a driver that crashes on its trial is a reason, and harms nothing else', async () => {
  expect(await probeIn(testChild('misbehaving'), TINY, 'webgpu')).toEqual({
    works: false,
    reason: said('driverCrashed'),
  });
});

test('a driver that never answers is a reason too', async () => {
  const stuck = testChild('misbehaving', { PROBE_HANGS: '1' });
  expect(await probeIn(stuck, TINY, 'webgpu', 300)).toEqual({
    works: false,
    reason: said('noAnswer', { seconds: 0.3 }),
  });
});

test('a system without any graphics card is reported', async () => {
  // A driver list that names nothing, wherever this runs.
  const start = childProcessFactory(engineEntry('compute'), {
    env: { VK_ICD_FILENAMES: '/nonexistent.json' },
  });
  const verdict = await probeIn(start, TINY, 'webgpu');
  if (process.platform === 'linux') {
    expect(verdict).toEqual({ works: false, reason: said('noCard') });
  }
});

test('a model that is damaged is not blamed on the driver', async () => {
  const start = childProcessFactory(engineEntry('compute'));
  await expect(probeIn(start, 'test/fixtures/models/absent.onnx', 'webgpu')).rejects.toThrow(
    /absent\.onnx is missing/,
  );
});
