import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { spawnEngine } from '../../../src-main/engine/processes/spawn';
import { requireBundles } from '../bundle';

beforeAll(requireBundles);

test('the compute process describes the model and every provider', async () => {
  const compute = spawnEngine('compute');
  const report = await compute.request('doctor', { modelPath: 'test/fixtures/models/tiny.onnx' });
  await compute.stop();
  expect(report.model).toMatchObject({ name: 'tiny' });
  expect(report.providers.map(({ provider }) => provider)).toEqual([
    'cpu',
    'cuda',
    'dml',
    'coreml',
    'webgpu',
  ]);
  expect(report.providers[0]).toMatchObject({ works: true });
  for (const { words } of report.providers) expect(words).toMatch(/\w/);
  expect(report.peakMemoryMB).toBeGreaterThan(20);
});

test('the imaging process refuses a text file named .jpg in a plain sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-spawn-'));
  const path = join(folder, 'notes.jpg');
  await writeFile(path, 'not a picture at all');
  const imaging = spawnEngine('imaging');
  await expect(imaging.request('probePhoto', { path })).rejects.toMatchObject({
    name: 'PlainError',
    badRequest: true,
    message: expect.stringContaining(path),
  });
  await imaging.stop();
  await rm(folder, { recursive: true });
});

test('the two processes are apart: killing one leaves the other at work', async () => {
  const compute = spawnEngine('compute');
  const imaging = spawnEngine('imaging');
  const modelPath = 'test/fixtures/models/tiny.onnx';
  await compute.request('doctor', { modelPath });
  await imaging.request('probePhoto', { path: 'absent.png' }).catch(() => {});
  const before = imaging.pid;
  if (compute.pid !== undefined) process.kill(compute.pid, 'SIGKILL');
  await expect(imaging.request('probePhoto', { path: 'absent.png' })).rejects.toThrow('absent.png');
  expect(imaging.pid).toBe(before);
  expect((await compute.request('doctor', { modelPath })).model.name).toBe('tiny');
  await Promise.all([compute.stop(), imaging.stop()]);
});
