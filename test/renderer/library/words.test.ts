import { expect, test } from 'vitest';
import { said } from '../../../src-main/contract/said';
import type { BatchRow } from '../../../src-main/contract/window/library';
import { reviewAction } from '../../../src-renderer/library/review-action';
import { PAGE, rowAt, withPage } from '../../../src-renderer/library/row-pages';
import { endWords, progressWords, rowWords, sizeWords } from '../../../src-renderer/library/words';
import { durationWords } from '../../../src-renderer/messages/figures';
import { say } from '../../../src-renderer/messages/messages';
import { EMPTY_BATCH } from './empty-batch';

const row: BatchRow = {
  id: 1,
  name: 'a.jpg',
  folder: 'trip',
  state: 'failed',
  reason: said('noMask'),
  verdict: 'none',
  seconds: null,
  seed: 0,
  ownRecipe: false,
  thumbnail: 'thumb-0-1-x',
};

test('times have the unit that people would use', () => {
  expect(durationWords(0.2, say)).toBe('about 1 second');
  expect(durationWords(89, say)).toBe('about 89 seconds');
  expect(durationWords(600, say)).toBe('about 10 minutes');
  expect(durationWords(3 * 3600, say)).toBe('about 3 hours');
});

test('disk space is given in megabytes or gigabytes', () => {
  expect(sizeWords(12_340_000)).toBe('12.3 MB');
  expect(sizeWords(4_200_000_000)).toBe('4.2 GB');
  expect(sizeWords(310_000_000_000)).toBe('310 GB');
  expect(sizeWords(10)).toBe('0.1 MB');
});

test('progress counts photos, and says why it waits instead of how long it takes', () => {
  const batch = {
    state: 'running',
    progress: { done: 1234, total: 26_000, secondsLeft: 7200 },
    hindrance: null,
  } as const;
  const words = (change: object) => progressWords({ ...EMPTY_BATCH, ...batch, ...change }, say);
  expect(words({})).toBe('1,234 of 26,000 photos · about 2 hours left');
  expect(words({ progress: { done: 1, total: 2, secondsLeft: null } })).toBe('1 of 2 photos');
  expect(words({ state: 'paused' })).toBe('1,234 of 26,000 photos · Paused');
  expect(words({ hindrance: said('onBattery') })).toContain('runs on its battery');
  expect(words({ hindrance: said('ledgerFull', { detail: 'disk is full' }) })).toContain(
    'no space left for the batch’s working files (disk is full)',
  );
});

test('the end names what failed, and does not call a cancelled batch finished', () => {
  const end = { done: 6243, failed: 12, seconds: 600, how: 'finished', test: false, said: null } as const;
  expect(endWords(end, say)).toBe('Finished: 6,243 restored, 12 failed, in about 10 minutes.');
  expect(endWords({ ...end, how: 'cancelled' }, say)).toMatch(/^Cancelled: 6,243 restored, 12 failed/);
  expect(endWords({ ...end, test: true }, say)).toMatch(/^The test has ended/);
  expect(endWords({ ...end, how: 'failed' }, say)).toMatch(/^Stopped by an error/);
});

test('a cell is read out with its folder, its state and the reason', () => {
  expect(rowWords(row, say)).toBe('a.jpg, in trip, failed, no mask with its name');
  expect(rowWords({ ...row, folder: '', state: 'done', reason: null, verdict: 'accepted' }, say)).toBe(
    'a.jpg, done, accepted',
  );
});

test('keys of the review work alone, but not with a modifier', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false };
  expect(
    ['a', 'R', 'n', 'ArrowRight', 'ArrowLeft', 'Escape'].map((key) => reviewAction({ ...plain, key })),
  ).toEqual(['accept', 'reject', 'redo', 'next', 'previous', 'end']);
  expect(reviewAction({ ...plain, key: 'a', ctrlKey: true })).toBeUndefined();
  expect(reviewAction({ ...plain, key: 'x' })).toBeUndefined();
});

test('pages are kept by their number, and only the latest few', () => {
  let pages: Parameters<typeof withPage>[0] = new Map();
  for (let number = 0; number < 40; number++) {
    pages = withPage(pages, number, { revision: 1, rows: [{ ...row, id: number }] });
  }
  expect(pages.size).toBeLessThan(20);
  expect(rowAt(pages, 39 * PAGE)?.id).toBe(39);
  expect(rowAt(pages, 39 * PAGE + 1)).toBeUndefined();
  expect(rowAt(pages, 0)).toBeUndefined();
});
