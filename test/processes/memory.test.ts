import { beforeAll, expect, test } from 'vitest';
import { peakMemoryMB } from '../../src-main/processes/memory';
import { engineProcess } from '../../src-main/transport/engine-process';
import { requireBundles, testChild } from '../transport/bundle';
import { misbehavingTable } from '../transport/misbehaving-table';

beforeAll(requireBundles);

test('the peak grows with what a process touches and keeps what was given back', () => {
  const before = peakMemoryMB();
  new Uint8Array(300 * 2 ** 20).fill(1);
  expect(peakMemoryMB()).toBeGreaterThan(before + 200);
});

test("a child's peak is its own, not that of the parent that started it", async () => {
  const big = new Uint8Array(400 * 2 ** 20).fill(1);
  const child = engineProcess(misbehavingTable, testChild('misbehaving'), { title: 'The child' });
  const peak = await child.request('peakMemoryMB', null);
  await child.stop();
  expect(big.length).toBeGreaterThan(0);
  expect(peak).toBeGreaterThan(20);
  expect(peak).toBeLessThan(200);
});
