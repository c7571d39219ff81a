import { cp, readdir, rename, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Ledger } from '../../../src-main/library/ledger';
import {
  type BatchCall,
  contents,
  photosOf,
  runBatch,
  startBatch,
  told,
  workplace,
  writePhoto,
} from '../support';
import { describeWithRedis, LEFT_OUT, type RedisServer, startRedis } from './redis';
import { endWorkersAfterEach, startWorker } from './workers';

const place = workplace();
const PHOTOS = 20;

describeWithRedis(`a batch with a queue${LEFT_OUT}`, () => {
  let redis: RedisServer;
  let alone: Awaited<ReturnType<typeof runBatch>>;
  endWorkersAfterEach();

  beforeAll(async () => {
    for (let i = 0; i < PHOTOS; i++) await writePhoto(place.at('photos', `f${i % 3}`, `${i}.jpg`), i, 96, 80);
    await writeFile(place.at('photos/f0/broken.jpg'), 'no picture');
    [redis, alone] = await Promise.all([startRedis(place.at()), runBatch(call('alone', []))]);
  }, 60_000);
  afterAll(() => redis?.stop());

  function call(name: string, args: readonly string[] = ['--queue', redis.url]): BatchCall {
    return place.call(name, { args });
  }
  const worker = (name: string, ...args: string[]) =>
    startWorker({ queue: redis.url, data: place.at(`worker-${name}`), args });

  /** A ledger's entries of its photos, without the times. */
  async function ledgerOf(name: string) {
    const [file] = (await readdir(place.at(`${name}-data/ledgers`))).filter((at) => at.endsWith('.sqlite'));
    const ledger = Ledger.open(place.at(`${name}-data/ledgers`, file));
    const rows = ledger.all().map(({ seconds: _, finished: __, claimedUntil: ___, ...row }) => row);
    ledger.close();
    return rows;
  }

  it('lets two workers do what one machine does, even if one is killed', async () => {
    // It holds more photos than its network takes at a time, so some are left whenever one is done.
    const killed = await worker('a', '--stalled-after', '1', '--concurrency', '6');
    const other = await worker('b', '--stalled-after', '1');
    await Promise.all([killed, other].map((one) => told(one, 'ready')));
    const batching = await startBatch(call('shared'));
    await told(killed, 'done');
    killed.child.kill('SIGKILL');
    const { status, stderr } = await batching.ended;
    expect([status, stderr]).toEqual([3, '']);
    const done = photosOf(batching.events, 'done');
    expect(done).toEqual(photosOf(alone.events, 'done'));
    expect(done).toHaveLength(PHOTOS);
    expect(batching.events.filter(({ event }) => event === 'failed')).toEqual(
      alone.events.filter(({ event }) => event === 'failed'),
    );
    const left = photosOf(killed.events, 'started').filter(
      (photo) => !photosOf(killed.events, 'done').includes(photo) && photo !== 'f0/broken.jpg',
    );
    expect(left.length, 'it had photos in its hands').toBeGreaterThan(0);
    expect(photosOf(other.events, 'done')).toEqual(expect.arrayContaining(left));
    expect(await contents(place.at('shared'))).toEqual(await contents(place.at('alone')));
    expect(await ledgerOf('shared')).toEqual(await ledgerOf('alone'));
    expect(batching.events.at(-1)).toMatchObject({ event: 'finished', done: PHOTOS, failed: 1, waiting: 0 });
    expect(batching.events).toContainEqual(expect.objectContaining({ event: 'queue', workers: 2 }));
  });

  it("gets back a stopped worker's photos, and loses nothing if the batch is killed", async () => {
    const first = await worker('first');
    const batching = await startBatch(call('stopped'));
    await told(batching, 'done', 3);
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ status: 0, stderr: '' });
    expect(photosOf(first.events, 'returned').length).toBeGreaterThan(0);
    batching.child.kill('SIGKILL');
    await batching.ended;
    // The worker serves the queue although no batch is waiting.
    const second = await worker('second');
    await told(second, 'done', 3);
    const { status, events } = await runBatch(call('stopped', ['--queue', redis.url, '--resume']));
    expect(status).toBe(3);
    expect(events.at(-1)).toMatchObject({ done: PHOTOS, failed: 1 });
    const done = [...photosOf(first.events, 'done'), ...photosOf(second.events, 'done')];
    expect(new Set(done).size, 'no photo is restored twice').toBe(done.length);
    expect(done).toHaveLength(PHOTOS);
    expect(await contents(place.at('stopped'))).toEqual(await contents(place.at('alone')));
  });

  it('removes its photos from the queue when it is interrupted, and reports if there are no workers', async () => {
    const batching = await startBatch(call('left'));
    await told(batching, 'waiting');
    expect(batching.events.at(-1)?.reason).toMatch(/^The queue has no workers; start .*\.$/);
    batching.child.kill('SIGINT');
    const { status, stderr } = await batching.ended;
    expect([status, stderr]).toEqual([130, 'Stopped. No unfinished file remains.\n']);
    expect(await readdir(place.at('left'))).toEqual([]);
    const late = await worker('late');
    await told(late, 'ready');
    const { events } = await runBatch(call('other', ['--queue', redis.url, '--include', 'f1/*']));
    expect(photosOf(late.events, 'started'), 'of the batch that was interrupted nothing').toEqual(
      photosOf(events, 'done'),
    );
  });

  it("ends a worker that lacks the batch's folders, and finds them at mapped paths", async () => {
    await cp(place.at('photos'), place.at('seen/photos'), { recursive: true });
    const batching = await startBatch(call('mapped'));
    await told(batching, 'planned');
    await rename(place.at('photos'), place.at('away'));
    const lost = await worker('lost', '--map', `${place.at('mapped')}=${place.at('nowhere')}`);
    const { status, stderr } = await lost.ended;
    expect(stderr).toMatch(/^The batch's folder .*mapped can't be found here at .*nowhere; .*\.\n$/);
    expect(status).toBe(1);
    const found = await worker('found', '--map', `${place.at('photos')}=${place.at('seen/photos')}`);
    expect(await batching.ended).toMatchObject({ status: 3, stderr: '' });
    expect(photosOf(found.events, 'done')).toHaveLength(PHOTOS);
    expect(await contents(place.at('mapped'))).toEqual(await contents(place.at('alone')));
    // Sentences name files as the batch does.
    expect(batching.events.find(({ event }) => event === 'failed')?.reason).toBe(
      alone.events.find(({ event }) => event === 'failed')?.reason,
    );
    await rename(place.at('away'), place.at('photos'));
  });
});
