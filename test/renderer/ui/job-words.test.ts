import { expect, test } from 'vitest';
import { afterHeard, jobWords, timeLeft } from '../../../src-renderer/bottom/job-words';
import { say, setLanguage } from '../../../src-renderer/messages/messages';
import { sampleJob } from './samples';

test('the time left is rounded so that it doesn’t flicker', () => {
  setLanguage('en', 'en-GB');
  expect(timeLeft(null, say)).toBeNull();
  expect(timeLeft(0.2, say)).toBe('about 1 second left');
  expect(timeLeft(12.3, say)).toBe('about 12 seconds left');
  expect(timeLeft(43, say)).toBe('about 45 seconds left');
  expect(timeLeft(89, say)).toBe('about 90 seconds left');
  expect(timeLeft(150, say)).toBe('about 3 minutes left');
});

const job = sampleJob({ totalCalls: 12, steps: 1 });

test('before the first call the words say that the work is being prepared', () => {
  expect(jobWords(job, say)).toBe('Preparing …');
  expect(jobWords({ ...job, calls: 1 }, say)).toBe('Step 1 of 1');
});

test('the time left decreases between two events', () => {
  const running = { ...job, calls: 3, secondsLeft: 75 };
  expect(jobWords(afterHeard(running, 30_000), say)).toBe('Step 1 of 1 · about 45 seconds left');
  expect(afterHeard(running, 100_000).secondsLeft).toBe(0);
  expect(afterHeard({ ...running, state: 'paused' }, 30_000).secondsLeft).toBe(75);
});
