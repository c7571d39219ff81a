import { describe, expect, it, test } from 'vitest';
import { parseQueueUrl } from '../../../src-main/library/queue/redis-url';
import { parseRootMap } from '../../../src-main/library/queue/root-map';
import { QUICK, runBatch, workplace, writePhoto } from '../support';
import { freePort } from './redis';
import { startWorker } from './workers';

const place = workplace();

test('an address is shown without its password', () => {
  expect(parseQueueUrl('rediss://me:secret@host:7000/2')).toEqual({
    url: 'rediss://me:secret@host:7000/2',
    told: 'rediss://me:***@host:7000/2',
  });
});

it.each(['', 'host:6379', 'http://host', 'redis://'])('%j is refused as the address of a queue', (text) => {
  expect(() => parseQueueUrl(text)).toThrow(/^--queue must be the address of a Redis or Valkey, /);
});

describe('folders at other paths', () => {
  const map = parseRootMap([
    '/srv/scans=/mnt/a',
    '/srv/scans/new/=/mnt/b/',
    's3://lib/x=/mnt/c=d',
    'D:\\in=/mnt/d',
  ]);

  it.each([
    ['/srv/scans', '/mnt/a'],
    ['/srv/scans/old/1.jpg', '/mnt/a/old/1.jpg'],
    ['/srv/scans/new', '/mnt/b'],
    ['/srv/scans/newer', '/mnt/a/newer'],
    ['/srv/scansion', '/srv/scansion'],
    ['s3://lib/x', '/mnt/c=d'],
    ['D:\\in\\a', '/mnt/d\\a'],
    ['/elsewhere', '/elsewhere'],
  ])('%s is found at %s', (from, to) => expect(map(from)).toBe(to));

  it.each(['/srv', '=/mnt', '/srv=', '/='])('%j is refused as a pair', (pair) => {
    expect(() => parseRootMap([pair])).toThrow(/^--map must be FROM=TO, two folders, not /);
  });
});

describe('a queue that cannot be reached', () => {
  it('is named in the error, and nothing is started', async () => {
    await writePhoto(place.at('photos/a.jpg'), 1);
    const port = await freePort();
    const sentence = new RegExp(
      `^The queue redis://me:\\*\\*\\*@127\\.0\\.0\\.1:${port} can't be reached \\(connect ECONNREFUSED .*\\); start .*\\.\\n$`,
    );
    const queue = `redis://me:secret@127.0.0.1:${port}`;
    const batch = await runBatch({
      input: place.at('photos'),
      output: place.at('results'),
      recipe: QUICK,
      data: place.at('data'),
      args: ['--queue', queue],
    });
    expect(batch.stderr).toMatch(sentence);
    expect([batch.status, batch.stdout]).toEqual([2, '']);
    const worker = await (await startWorker({ queue, data: place.at('worker') })).ended;
    expect(worker.stderr).toMatch(sentence);
    expect(worker.status).toBe(2);
  });
});
