import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BatchCall, contents, photosOf, QUICK, runBatch, told, workplace, writePhoto } from '../support';
import { describeWithRedis, LEFT_OUT, type RedisServer, startRedis } from './redis';
import { type S3Server, startS3 } from './s3-server';
import { endWorkersAfterEach, startWorker } from './workers';

const place = workplace();
const NAMES = ['1.jpg', 'caf\u00e9 & <co>/2 2.png', 'deep/er/3.tif', 'deep/er/4.jpg', 'z/5.webp'];

describeWithRedis(`a batch in an S3-compatible store${LEFT_OUT}`, () => {
  let redis: RedisServer;
  let s3: S3Server;
  endWorkersAfterEach();

  beforeAll(async () => {
    [redis, s3] = await Promise.all([startRedis(place.at()), startS3(['lib'])]);
    for (const [i, name] of NAMES.entries()) await writePhoto(place.at('photos', name), i);
    for (const name of NAMES) await put(`photos/${name}`, await readFile(place.at('photos', name)));
    await put('photos/broken.jpg', Buffer.from('no picture'));
    await put('photos/notes.txt', Buffer.from('no photo'));
    await put('photos/.hidden/6.jpg', Buffer.from('no photo'));
  });
  afterAll(async () => {
    await redis?.stop();
    await s3?.stop();
  });

  async function put(key: string, body: Buffer) {
    s3.objects.set(`lib/${key}`, { body, modified: new Date('2026-03-01T10:00:00.123Z') });
  }
  const call = (args: readonly string[] = [], input = 's3://lib/photos'): BatchCall => ({
    input,
    output: 's3://lib/results',
    recipe: { ...QUICK, output: { format: 'png' } },
    data: place.at('data'),
    args: ['--queue', redis.url, ...args],
    env: s3.env,
  });

  it('gives the results that a folder would have, and repeats nothing', async () => {
    const [alone, worker] = await Promise.all([
      runBatch({
        ...call(),
        input: place.at('photos'),
        output: place.at('alone'),
        data: place.at('alone-data'),
        args: [],
      }),
      startWorker({ queue: redis.url, data: place.at('worker'), env: s3.env }),
    ]);
    expect(alone.status).toBe(0);
    await told(worker, 'ready');
    const { status, events, stderr } = await runBatch(call());
    expect([status, stderr]).toEqual([3, '']);
    expect(photosOf(events, 'done')).toEqual([...NAMES].sort());
    expect(events.find(({ event }) => event === 'failed')?.reason).toMatch(
      /^s3:\/\/lib\/photos\/broken\.jpg is not a picture that can be read; .*\.$/,
    );
    const results = [...s3.objects].filter(([name]) => name.startsWith('lib/results/'));
    const hashes = results.map(([name, { body }]): [string, string] => [
      name.slice('lib/results/'.length),
      createHash('sha256').update(body).digest('hex'),
    ]);
    expect(new Map(hashes)).toEqual(await contents(place.at('alone')));

    const again = await runBatch(call(['--resume']));
    expect(photosOf(again.events, 'started')).toEqual([]);
    const [gone] = [...s3.objects.keys()].filter((name) => name.startsWith('lib/results/'));
    s3.objects.delete(gone);
    const repaired = await runBatch(call(['--resume']));
    expect(photosOf(repaired.events, 'done')).toHaveLength(1);
    expect(s3.objects.has(gone)).toBe(true);
  });

  it('finds masks there by their names, as in a folder, and does a photo again whose mask is another', async () => {
    await writePhoto(place.at('scratched', 'a', '1.png'), 7);
    await writePhoto(place.at('scratched', '2.png'), 8);
    const mask = (left: number) =>
      sharp({ create: { width: 48, height: 40, channels: 3, background: '#000' } })
        .composite([
          { input: { create: { width: 4, height: 20, channels: 3, background: '#fff' } }, left, top: 5 },
        ])
        .png()
        .toBuffer();
    await mkdir(place.at('masks', 'a'), { recursive: true });
    await writeFile(place.at('masks', 'a', '1-mask.png'), await mask(10));
    for (const name of ['a/1.png', '2.png']) {
      await put(`scratched/${name}`, await readFile(place.at('scratched', name)));
    }
    await put('masks/a/1-mask.png', await mask(10));
    const recipe = { ...QUICK, operator: 'inpaint', output: { format: 'png' } };
    const alone = await runBatch({
      input: place.at('scratched'),
      output: place.at('filled'),
      recipe,
      data: place.at('alone-data'),
      args: ['--masks', place.at('masks')],
    });
    expect(photosOf(alone.events, 'done')).toEqual(['a/1.png']);
    await told(await startWorker({ queue: redis.url, data: place.at('worker'), env: s3.env }), 'ready');
    const filling = (args: readonly string[] = []) =>
      runBatch({
        ...call(['--masks', 's3://lib/masks/', ...args], 's3://lib/scratched'),
        output: 's3://lib/filled',
        recipe,
      });
    const { status, events, stderr } = await filling();
    expect([status, stderr]).toEqual([0, '']);
    expect(photosOf(events, 'done')).toEqual(['a/1.png']);
    const filled = await readFile(place.at('filled', 'a', '1.png'));
    expect(s3.objects.get('lib/filled/a/1.png')?.body.equals(filled)).toBe(true);
    expect(photosOf((await filling(['--resume'])).events, 'started')).toEqual([]);
    await put('masks/a/1-mask.png', await mask(20));
    await put('masks/2.png', Buffer.from('no picture'));
    const again = await filling(['--resume']);
    expect(photosOf(again.events, 'done')).toEqual(['a/1.png']);
    expect(again.events.find(({ event }) => event === 'failed')?.reason).toMatch(
      /^s3:\/\/lib\/masks\/2\.png is not a picture that can be read; .*\.$/,
    );
  });

  it('shows in a dry run what would be done, and why the rest would not', async () => {
    const { status, stdout } = await runBatch({
      ...call(),
      output: 's3://lib/nothing-yet',
      args: ['--dry-run'],
    });
    expect(status).toBe(0);
    const found: unknown = JSON.parse(stdout);
    expect(found).toMatchObject({
      counts: { waiting: NAMES.length + 1 },
      leftOut: [
        {
          path: 'broken.jpg',
          reason: expect.stringMatching(/^s3:\/\/lib\/photos\/broken\.jpg is not a picture/),
        },
      ],
      otherFiles: 1,
      freeBytes: null,
    });
    expect([...s3.objects.keys()].filter((name) => name.includes('nothing-yet'))).toEqual([]);
  });

  it('says what is wrong with a bucket, and that a store needs workers', async () => {
    const nowhere = await runBatch(call([], 's3://nowhere/photos'));
    expect(nowhere.stderr).toMatch(/^s3:\/\/nowhere\/photos can't be read \(NoSuchBucket\); .*\.\n$/);
    expect(nowhere.status).toBe(2);
    const local = await runBatch({ ...call(), args: ['--resume'] });
    expect(local.stderr).toMatch(
      /^Photos of an S3-compatible store are restored by workers: add --queue\.\n$/,
    );
    expect(local.status).toBe(2);
  });
});
