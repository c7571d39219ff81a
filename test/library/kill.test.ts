import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { uniforms } from '../analysis/support';
import { contents, photosOf, runBatch, startBatch, told, workplace, writePhoto } from './support';

const place = workplace();
const PHOTOS = 30;
let undisturbed = new Map<string, string>();

beforeAll(async () => {
  for (let i = 0; i < PHOTOS; i++) await writePhoto(place.at('photos', `f${i % 3}`, `${i}.jpg`), i, 96, 80);
  const { status } = await runBatch(place.call('calm'));
  expect(status).toBe(0);
  undisturbed = await contents(place.at('calm'));
  expect(undisturbed.size).toBe(PHOTOS);
}, 60_000);

describe('a batch that is killed at random moments', () => {
  it('ends with the same files as one that was not, and repeats no finished photo', async () => {
    const random = uniforms(20);
    const done: string[] = [];
    for (let kill = 0; kill < 4; kill++) {
      const batching = await startBatch(place.call('killed', { args: ['--resume'] }));
      const { child, ended, events } = batching;
      // Every other run is left to reach its first results.
      if (kill % 2 === 0) await told(batching, 'done', 1 + Math.floor(4 * random()));
      else await told(batching, 'started');
      await pause(400 * random());
      child.kill('SIGKILL');
      await ended;
      done.push(...photosOf(events, 'done'));
    }
    expect(done.length, 'some kills came in the middle').toBeGreaterThan(0);
    expect(done.length).toBeLessThan(PHOTOS);
    const { status, events } = await runBatch(place.call('killed', { args: ['--resume'] }));
    expect(status).toBe(0);
    done.push(...photosOf(events, 'done'));
    expect(new Set(done).size, 'no photo is done twice').toBe(done.length);
    expect(events.at(-1)).toMatchObject({ event: 'finished', done: PHOTOS, failed: 0 });
    expect(await contents(place.at('killed'))).toEqual(undisturbed);
    expect(await readdir(place.at('killed-data/tmp')), 'no working file is left').toEqual([]);
  });

  it('that is interrupted releases its photos, says so and can continue', async () => {
    const batching = await startBatch(place.call('stopped'));
    const { child, ended, events } = batching;
    await told(batching, 'done', 3);
    child.kill('SIGINT');
    const { status, stderr } = await ended;
    expect([status, stderr]).toEqual([130, 'Stopped. No unfinished file remains.\n']);
    const again = await runBatch(place.call('stopped', { args: ['--resume'] }));
    expect(again.status).toBe(0);
    expect(photosOf(events, 'done').length + photosOf(again.events, 'done').length).toBe(PHOTOS);
    expect(await contents(place.at('stopped'))).toEqual(undisturbed);
  });
});

describe('two processes on one folder', () => {
  it('share the photos, none done twice', async () => {
    const both = [place.call('shared', { args: ['--resume'] }), place.call('shared', { args: ['--resume'] })];
    const [first, second] = await Promise.all(both.map(startBatch));
    const ends = await Promise.all([first.ended, second.ended]);
    expect(ends.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const done = [...photosOf(first.events, 'done'), ...photosOf(second.events, 'done')];
    expect(done.sort()).toEqual([...new Set(done)]);
    expect(done).toHaveLength(PHOTOS);
    expect(photosOf(first.events, 'done').length).toBeGreaterThan(0);
    expect(photosOf(second.events, 'done').length).toBeGreaterThan(0);
    expect(await contents(place.at('shared'))).toEqual(undisturbed);
  });

  it('one takes over the photos of the other when that is killed', async () => {
    const [first, second] = [
      await startBatch(place.call('left', { args: ['--resume'] })),
      await startBatch(place.call('left', { args: ['--resume'] })),
    ];
    await told(first, 'done');
    first.child.kill('SIGKILL');
    await first.ended;
    const { status } = await second.ended;
    expect(status).toBe(0);
    expect(second.events.at(-1)).toMatchObject({ event: 'finished', done: PHOTOS, waiting: 0 });
    expect(await contents(place.at('left'))).toEqual(undisturbed);
  });
});
