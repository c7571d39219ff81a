import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { inEnglish } from '../../src-main/contract/said';
import { spawnEngine } from '../../src-main/processes/spawn';
import { requireBundles } from '../transport/bundle';

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
  for (const { words } of report.providers) expect(inEnglish(words)).toMatch(/\w/);
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

test('a cancellation takes effect while a measurement that takes seconds to solve is prepared', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-spawn-'));
  const raw = async (name: string, channels: 1 | 3, value: (i: number) => number) => {
    const path = join(folder, name);
    await writeFile(
      path,
      Uint8Array.from({ length: 1024 * 1024 * channels }, (_, i) => value(i)),
    );
    return { path, width: 1024, height: 1024, channels, depth: 8 as const };
  };
  const photo = await raw('photo.raw', 3, (i) => 128 + 90 * Math.sin(i / 700));
  const mask = await raw('mask.raw', 1, (i) => (i % 1024 < 12 ? 255 : 0));
  const compute = spawnEngine('compute', { graceMs: 60_000 });
  const network = { modelPath: 'test/fixtures/models/tiny.onnx', provider: 'cpu' as const };
  await compute.request('doctor', { modelPath: network.modelPath });
  const before = compute.pid;
  /** Restores and cancels as `when` says: the time until then and from then to the end, and the calls that were made. */
  const cancelled = async (when: (calls: number, cancel: () => void) => void) => {
    const abort = new AbortController();
    const started = performance.now();
    let made = 0;
    const restoring = compute.request(
      'restore',
      {
        photo,
        mask,
        recipe: { operator: ['inpaint', 'deblur-gaussian', 'jpeg'], blur: 2 },
        jpeg: { tables: standardTables(40, '4:2:0'), offset: { x: 0, y: 0 } },
        network,
        outputs: [join(folder, 'out.raw')],
        depth: 8,
      },
      {
        signal: abort.signal,
        onProgress: ({ calls }) => {
          made = calls;
          when(calls, () => abort.abort(new Error('cancelled')));
        },
      },
    );
    let at = started;
    abort.signal.addEventListener('abort', () => {
      at = performance.now();
    });
    await expect(restoring).rejects.toThrow('cancelled');
    return { until: at - started, after: performance.now() - at, made };
  };
  // As long as the preparation takes on this machine: the first call ends it.
  const { until: whole } = await cancelled((calls, cancel) => {
    if (calls > 0) cancel();
  });
  const { after, made } = await cancelled((_, cancel) => setTimeout(cancel, whole / 10));
  expect(made).toBe(0);
  expect(after).toBeLessThan(whole / 2);
  expect(compute.pid).toBe(before);
  await compute.stop();
  await rm(folder, { recursive: true });
});
