import { expect, test } from 'vitest';
import { PhotoMetrics } from '../../src-main/metrics/photo-metrics';
import { Registry } from '../../src-main/metrics/registry';

test('a registry writes counters, gauges and histograms in Prometheus’s text format', () => {
  const registry = new Registry();
  const made = registry.counter('things_total', 'Things that were made.', [{ kind: 'a' }, { kind: 'b' }]);
  registry.gauge('heat_celsius', 'How warm it is.', () => 21.5);
  registry.gauge('rooms', 'Rooms by name.', () => [{ labels: { name: 'the "red"\\\none' }, value: 2 }]);
  const seconds = registry.histogram('work_seconds', 'How long it took.', [1, 10]);
  made.add(2, { kind: 'b' });
  for (const value of [0.5, 1, 4, 20]) seconds.observe(value);
  expect(registry.text()).toBe(`# HELP things_total Things that were made.
# TYPE things_total counter
things_total{kind="a"} 0
things_total{kind="b"} 2
# HELP heat_celsius How warm it is.
# TYPE heat_celsius gauge
heat_celsius 21.5
# HELP rooms Rooms by name.
# TYPE rooms gauge
rooms{name="the \\"red\\"\\\\\\none"} 2
# HELP work_seconds How long it took.
# TYPE work_seconds histogram
work_seconds_bucket{le="1"} 2
work_seconds_bucket{le="10"} 3
work_seconds_bucket{le="+Inf"} 4
work_seconds_sum 25.5
work_seconds_count 4
`);
  expect(registry.names()).toContain('work_seconds_bucket');
});

test('a metric has one name, a name of the format, and a counter never falls', () => {
  const registry = new Registry();
  const made = registry.counter('made_total', 'Made.');
  expect(() => registry.gauge('made_total', 'Again.', () => 1)).toThrow('there already');
  expect(() => registry.gauge('Made-total', 'Other.', () => 1)).toThrow('no name');
  expect(() => made.add(-1)).toThrow('-1');
  expect(() => made.add(Number.NaN)).toThrow('NaN');
});

test('photos are counted by their outcome, and the provider is reported', () => {
  const metrics = new PhotoMetrics('worker', {
    depth: () => ({ waiting: 3, running: 1 }),
    network: { version: '2', sha256: '0123456789abcdef' },
    pids: () => ({ compute: process.pid, imaging: undefined }),
  });
  expect(metrics.meanSeconds).toBeUndefined();
  metrics.done({ seconds: 4, megapixels: 12, provider: 'cuda' });
  metrics.done({ seconds: 6, megapixels: 12 });
  metrics.not('failed');
  expect(metrics.meanSeconds).toBe(5);
  const text = metrics.registry.text();
  for (const line of [
    'daguerre_photos_total{outcome="done"} 2',
    'daguerre_photos_total{outcome="failed"} 1',
    'daguerre_photos_total{outcome="skipped"} 0',
    'daguerre_photo_seconds_bucket{le="5"} 1',
    'daguerre_megapixels_total 24',
    'daguerre_photos_waiting 3',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(
    /daguerre_info\{role="worker",.*network="2",network_sha256="0123456789ab",provider="cuda"\} 1/,
  );
  if (process.platform === 'linux')
    expect(Number(/resident_memory_bytes\{process="compute"\} (\d+)/.exec(text)?.[1])).toBeGreaterThan(
      2 ** 20,
    );
});
