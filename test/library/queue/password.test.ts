import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQueueUrl } from '../../../src-main/library/queue/redis-url';
import { runBatch, startBatch, told, workplace, writePhoto } from '../support';
import { describeWithRedis, LEFT_OUT, type RedisServer, startRedis } from './redis';
import { endWorkersAfterEach, startWorker } from './workers';

/** With every character that an address has to escape. */
const PASSWORD = 'p@ss/w:rd %41#é';

it('a password applies to an address without one, and is never printed', () => {
  const { url, told: shown } = parseQueueUrl('rediss://me@host:7000/2', PASSWORD);
  expect(decodeURIComponent(new URL(url).password)).toBe(PASSWORD);
  expect(shown).toBe('rediss://me:***@host:7000/2');
  expect(parseQueueUrl('redis://host', PASSWORD).told).toBe('redis://:***@host');
  expect(parseQueueUrl('redis://me:own@host', PASSWORD).url).toBe('redis://me:own@host');
});

const place = workplace();

describeWithRedis(`a queue with a password${LEFT_OUT}`, () => {
  let redis: RedisServer;
  endWorkersAfterEach();
  beforeAll(async () => {
    for (let i = 0; i < 2; i++) await writePhoto(place.at('photos', `${i}.jpg`), i);
    redis = await startRedis(place.at(), PASSWORD);
  }, 60_000);
  afterAll(() => redis?.stop());

  const env = { DAGUERRE_QUEUE_PASSWORD: PASSWORD };

  it('accepts the password of the environment, which is never printed', { timeout: 60_000 }, async () => {
    const worker = await startWorker({ queue: redis.url, data: place.at('worker'), env });
    await told(worker, 'ready');
    const batch = await startBatch(place.call('opened', { args: ['--queue', redis.url], env }));
    const ended = await batch.ended;
    expect([ended.status, ended.stderr]).toEqual([0, '']);
    worker.child.kill('SIGINT');
    const printed = [ended, await worker.ended].flatMap(({ stdout, stderr }) => [stdout, stderr]).join('');
    for (const form of [PASSWORD, encodeURIComponent(PASSWORD)]) expect(printed).not.toContain(form);
  });

  it('refuses a missing or wrong password, in a sentence without the password', async () => {
    const call = (name: string, password: string) =>
      runBatch(
        place.call(name, { args: ['--queue', redis.url], env: { DAGUERRE_QUEUE_PASSWORD: password } }),
      );
    for (const ended of [await call('none', ''), await call('other', 'wrong-secret')]) {
      expect([ended.status, ended.stderr]).toEqual([
        2,
        expect.stringMatching(/^The queue redis:\/\/.* can't be reached/),
      ]);
      expect(ended.stderr).not.toContain('wrong-secret');
    }
  });
});
