import { expect, test } from 'vitest';
import { quoted } from '../../src-main/contract/said';
import { serveMetrics } from '../../src-main/metrics/metrics-server';
import { RunMetrics } from '../../src-main/metrics/run-metrics';

const sources = { network: { version: '2', sha256: '0123' }, pids: () => ({}) };
const value = (metrics: RunMetrics, name: string) =>
  metrics.registry
    .text()
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.split(' ')[1];

test('a worker counts its photos by their events, without those it gave back', () => {
  const metrics = RunMetrics.ofWorker(sources);
  for (const photo of ['a', 'b', 'c', 'd']) metrics.hear({ event: 'started', photo });
  expect(value(metrics, 'daguerre_photos_running')).toBe('4');
  metrics.hear({ event: 'done', photo: 'a', seconds: 3, megapixels: 6, provider: 'cpu' });
  metrics.hear({ event: 'failed', photo: 'b', reason: quoted('It is broken.') });
  metrics.hear({ event: 'left', photo: 'c', seconds: 1 });
  metrics.hear({ event: 'returned', photo: 'd' });
  expect(value(metrics, 'daguerre_photos_running')).toBe('0');
  const counts = ['done', 'failed', 'skipped'].map((outcome) =>
    value(metrics, `daguerre_photos_total{outcome="${outcome}"}`),
  );
  expect(counts).toEqual(['1', '1', '1']);
  expect(value(metrics, 'daguerre_megapixels_total')).toBe('6');
  // Its photos wait in the queue.
  expect(value(metrics, 'daguerre_photos_waiting')).toBeUndefined();
});

test('a wait is reported until it ends, and the queue as soon as its state is known', () => {
  const metrics = RunMetrics.ofBatch(sources, () => 12);
  expect(value(metrics, 'daguerre_photos_waiting')).toBe('12');
  expect(value(metrics, 'daguerre_queue_waiting')).toBeUndefined();
  metrics.hear({
    event: 'queue',
    workers: 2,
    waiting: 7,
    active: 3,
    completedPerMinute: 1,
    failedPerMinute: 0,
  });
  metrics.hear({ event: 'waiting', reason: quoted('The disk is full.') });
  const names = [
    'daguerre_queue_waiting',
    'daguerre_queue_active',
    'daguerre_queue_workers',
    'daguerre_standstill',
  ];
  expect(names.map((name) => value(metrics, name))).toEqual(['7', '3', '2', '1']);
  metrics.hear({ event: 'continued' });
  expect(value(metrics, 'daguerre_standstill')).toBe('0');
});

test('the metrics’ server answers no other path, and reports a port in use', async () => {
  const { registry } = RunMetrics.ofWorker(sources);
  const server = await serveMetrics({ host: '127.0.0.1', port: 0 }, registry);
  try {
    const answer = await fetch(server.address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(await answer.text()).toContain('daguerre_info{role="worker"');
    expect((await fetch(new URL('/', server.address))).status).toBe(404);
    expect((await fetch(server.address, { method: 'POST', body: 'x' })).status).toBe(405);
    const port = Number(new URL(server.address).port);
    await expect(serveMetrics({ host: '127.0.0.1', port }, registry)).rejects.toThrow(
      /choose another by --metrics/,
    );
  } finally {
    await server.close();
  }
});
