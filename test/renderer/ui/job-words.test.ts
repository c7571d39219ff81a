import { expect, test } from 'vitest';
import { afterHeard, jobWords, timeLeft } from '../../../src-renderer/bottom/job-words';
import { say, setLanguage } from '../../../src-renderer/messages/messages';
import { sampleJob } from './samples';

test('the time left is said in steps that don’t flicker', () => {
  setLanguage('en', 'en-GB');
  expect(timeLeft(null, say)).toBeNull();
  expect(timeLeft(0.2, say)).toBe('about 1 second left');
  expect(timeLeft(12.3, say)).toBe('about 12 seconds left');
  expect(timeLeft(43, say)).toBe('about 45 seconds left');
  expect(timeLeft(89, say)).toBe('about 90 seconds left');
  expect(timeLeft(150, say)).toBe('about 3 minutes left');
});

const job = sampleJob({ totalCalls: 12, steps: 1 });

test('before the first call it is said that the work is prepared, not that a step stands still', () => {
  expect(jobWords(job, say)).toBe('Preparing …');
  expect(jobWords({ ...job, calls: 1 }, say)).toBe('Step 1 of 1');
});

test('the time that is left goes down while nothing new is heard', () => {
  const running = { ...job, calls: 3, secondsLeft: 75 };
  expect(jobWords(afterHeard(running, 30_000), say)).toBe('Step 1 of 1 · about 45 seconds left');
  expect(afterHeard(running, 100_000).secondsLeft).toBe(0);
  expect(afterHeard({ ...running, state: 'paused' }, 30_000).secondsLeft).toBe(75);
});
