import { expect, test } from 'vitest';
import type { Job } from '../../../src-main/contract/window/jobs';
import { queueOf } from '../../../src-renderer/state/jobs';
import { sampleJob } from './samples';

const job = (id: string, kind: Job['kind'], state: Job['state'], document = 'photo') =>
  sampleJob({ id, kind, state, document });

const ids = (jobs: readonly Job[]) => {
  const { current, next, waiting } = queueOf(jobs);
  return [current?.id ?? null, next?.id ?? null, waiting.map(({ id }) => id)];
};

test('a preview and the restoration that follows it count as one', () => {
  const look = job('look', 'preview', 'running');
  expect(ids([look, job('first', 'restore', 'waiting'), job('second', 'restore', 'waiting')])).toEqual([
    'look',
    'first',
    ['second'],
  ]);
});

test("a preview doesn't take another photo's restoration along", () => {
  expect(ids([job('look', 'preview', 'running', 'other'), job('first', 'restore', 'waiting')])).toEqual([
    'look',
    null,
    ['first'],
  ]);
});

test('a preview during a paused restoration leaves it in the queue', () => {
  expect(ids([job('first', 'restore', 'paused'), job('look', 'preview', 'done')])).toEqual([
    'first',
    null,
    [],
  ]);
});

test('ended jobs are not part of the queue', () => {
  expect(ids([job('first', 'restore', 'done'), job('second', 'restore', 'failed')])).toEqual([
    null,
    null,
    [],
  ]);
});
