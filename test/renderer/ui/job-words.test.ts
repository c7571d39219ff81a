import { expect, test } from 'vitest';
import { timeLeft } from '../../../src-renderer/bottom/job-words';
import { say, setLanguage } from '../../../src-renderer/messages/messages';

test('the time left is said in steps that don’t flicker', () => {
  setLanguage('en', 'en-GB');
  expect(timeLeft(null, say)).toBeNull();
  expect(timeLeft(0.2, say)).toBe('about 1 second left');
  expect(timeLeft(12.3, say)).toBe('about 12 seconds left');
  expect(timeLeft(43, say)).toBe('about 45 seconds left');
  expect(timeLeft(89, say)).toBe('about 90 seconds left');
  expect(timeLeft(150, say)).toBe('about 3 minutes left');
});
