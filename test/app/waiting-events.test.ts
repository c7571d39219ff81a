import { expect, test } from 'vitest';
import { waitingEvents } from '../../src-main/app/waiting-events';

test('an event before the first listener waits for it; later events arrive at once', () => {
  const { deliver, listen } = waitingEvents(['openFile']);
  deliver('openFile', 1);
  deliver('openFile', 2);
  const told: unknown[] = [];
  listen('openFile', (payload) => told.push(payload));
  expect(told).toEqual([1, 2]);
  deliver('openFile', 3);
  expect(told).toEqual([1, 2, 3]);
});

test('a removed listener gets no more events', () => {
  const { deliver, listen } = waitingEvents(['job']);
  const told: unknown[] = [];
  listen('job', (payload) => told.push(payload))();
  deliver('job', 1);
  expect(told).toEqual([]);
});

test('an event with an unknown name is dropped', () => {
  const { deliver, listen } = waitingEvents(['job']);
  const told: unknown[] = [];
  listen('toString', (payload) => told.push(payload));
  deliver('toString', 1);
  expect(told).toEqual([]);
});
