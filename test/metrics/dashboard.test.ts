import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from '../../src-main/contract/schema';
import { RunMetrics } from '../../src-main/metrics/run-metrics';

const dashboard = z
  .object({
    panels: z.array(
      z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })).min(1) }),
    ),
  })
  .parse(JSON.parse(await readFile('docs/grafana-dashboard.json', 'utf8')));
const guide = await readFile('docs/metrics.md', 'utf8');

const registry = RunMetrics.ofBatch(
  { network: { version: '2', sha256: '0' }, pids: () => ({ compute: process.pid }) },
  () => 0,
).registry;
/** The service counts its answers besides (test/server/api). */
const KNOWN = new Set([...registry.names(), 'daguerre_requests_total']);
/** Labels that the metrics or Prometheus give. */
const LABELS = new Set(['job', 'instance', 'outcome', 'le', 'endpoint', 'status', 'process']);

const namesIn = (text: string) => [...text.matchAll(/\b(?:daguerre|process)_[a-z_]+/g)].map(([name]) => name);

test('the dashboard asks for metrics and labels that exist, and for every kind of them', () => {
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const asked = expressions.flatMap(namesIn);
  expect(asked.filter((name) => !KNOWN.has(name))).toEqual([]);
  expect([...KNOWN].filter((name) => !asked.includes(name))).toEqual(['process_start_time_seconds']);
  const labels = expressions.flatMap((text) => [
    ...[...text.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label),
    ...[...text.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(', ')),
  ]);
  expect(labels.filter((label) => !LABELS.has(label))).toEqual([]);
});

test('docs/metrics.md has every metric, and no other', () => {
  const told = new Set(namesIn(guide.replace(/job_name.*/g, '')));
  const plain = [...KNOWN].map((name) => name.replace(/(photo_seconds)_(bucket|sum|count)$/, '$1'));
  expect([...told].sort()).toEqual([...new Set(plain)].sort());
});
