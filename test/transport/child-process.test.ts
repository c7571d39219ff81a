import { beforeAll, expect, test } from 'vitest';
import { childProcessFactory } from '../../src-main/transport/child-process';
import { engineProcess } from '../../src-main/transport/engine-process';
import { requireBundles, testChild } from './bundle';
import { misbehavingTable } from './misbehaving-table';
import { transportSuite } from './suite';

beforeAll(requireBundles);

transportSuite('child_process', testChild('misbehaving'));

test('a child is told to keep onnxruntime silent, whatever the parent has in its environment', async () => {
  const child = engineProcess(misbehavingTable, testChild('misbehaving', { ORT_DISABLE_TELEMETRY: '0' }), {
    title: 'The child',
  });
  expect(await child.request('environment', 'ORT_DISABLE_TELEMETRY')).toBe('1');
  await child.stop();
});

test('a missing entry is reported in words', async () => {
  const child = engineProcess(misbehavingTable, childProcessFactory('out/test/absent.cjs'), {
    title: 'The child',
  });
  await expect(child.request('pid', null)).rejects.toThrow(/^The child ended unexpectedly \(exit status 1\)/);
});

test('a child that runs out of memory is reported', async () => {
  const start = testChild('misbehaving', { NODE_OPTIONS: '--max-old-space-size=40' });
  const child = engineProcess(misbehavingTable, start, { title: 'The child' });
  await expect(child.request('eatMemory', null)).rejects.toThrow(/^The child ran out of memory/);
});
