import { expect, test } from 'vitest';
import type { Job } from '../../../src-main/contract/window/jobs';
import { Announcer } from '../../../src-renderer/announce/announcer';
import { sampleJob } from './samples';

const job = sampleJob({ totalCalls: 80 });

function told(jobs: readonly Job[]): string[] {
  const announcer = new Announcer();
  return jobs.flatMap((one) => {
    const said = announcer.hear(one);
    return said ? [said.values ? `${said.key} ${Object.values(said.values).join(' ')}` : said.key] : [];
  });
}

test('eighty calls are announced in quarters, then the end', () => {
  const calls = Array.from({ length: 81 }, (_, count) => ({ ...job, calls: count, share: count / 80 }));
  const done: Job = { ...job, calls: 80, share: 1, state: 'done' };
  expect(told([...calls, done, done])).toEqual([
    'announce.percent 25',
    'announce.percent 50',
    'announce.percent 75',
    'announce.done 1',
  ]);
});

test('a skipped quarter is not announced later', () => {
  expect(
    told([
      { ...job, calls: 60, share: 0.75 },
      { ...job, calls: 61, share: 61 / 80 },
    ]),
  ).toEqual(['announce.percent 75']);
});

test('previews are silent', () => {
  expect(
    told([
      { ...job, kind: 'preview', calls: 40, share: 0.5 },
      { ...job, kind: 'preview', state: 'done' },
    ]),
  ).toEqual([]);
});

test('a pause, a failure and a cancellation are announced once', () => {
  expect(
    told([
      { ...job, state: 'paused' },
      { ...job, state: 'paused' },
    ]),
  ).toEqual(['announce.paused']);
  expect(told([{ ...job, state: 'failed' }])).toEqual(['announce.failed']);
  expect(told([{ ...job, state: 'cancelled' }])).toEqual(['announce.cancelled']);
});
