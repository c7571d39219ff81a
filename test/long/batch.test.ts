import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { uniforms } from '../analysis/support';
import { type ManyPhotos, makeManyPhotos } from '../library/many';
import {
  type BatchCall,
  type Batching,
  contents,
  photosOf,
  QUICK,
  runBatch,
  startBatch,
  told,
  workplace,
  writePhoto,
} from '../library/support';

/** Fewer by DAGUERRE_LONG_PHOTOS, to try the test itself. */
const PHOTOS = Number(process.env['DAGUERRE_LONG_PHOTOS'] ?? 10_000);
const KILLS = 20;

const place = workplace();
let made: ManyPhotos;
let before = new Map<string, string>();
let undisturbed = new Map<string, string>();

beforeAll(async () => {
  made = await makeManyPhotos(place.at('photos'), PHOTOS);
  before = await contents(place.at('photos'));
}, 600_000);

function call(name: string, args: readonly string[] = []): BatchCall {
  return {
    input: place.at('photos'),
    output: place.at(name),
    recipe: { ...QUICK, preview: true, output: { format: 'png' } },
    data: place.at(`${name}-data`),
    args,
  };
}

/** Resident memory of a process and its children, in MB; undefined where the system doesn't tell. */
async function residentMB(pid: number): Promise<number | undefined> {
  const of = async (process: string) => {
    const status = await readFile(join('/proc', process, 'status'), 'utf8');
    const children = await readFile(join('/proc', process, 'task', process, 'children'), 'utf8');
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    let sum = own;
    for (const child of children.split(' ').filter(Boolean)) sum += await of(child);
    return sum;
  };
  return of(String(pid)).catch(() => undefined);
}

/** Memory in the middle of some readings while a batch goes on from so many done photos. */
async function memoryFrom(batching: Batching, done: number): Promise<number> {
  await told(batching, 'done', done);
  const readings: number[] = [];
  for (let reading = 0; reading < 15; reading++) {
    const resident = await residentMB(batching.child.pid ?? 0);
    if (resident !== undefined) readings.push(resident);
    await pause(100);
  }
  readings.sort((a, b) => a - b);
  return readings[readings.length >> 1] ?? Number.NaN;
}

describe(`a batch over ${PHOTOS} files`, () => {
  it('counts right, overwrites nothing, leaves the originals as they were', async () => {
    const { status, events, stderr } = await runBatch(call('calm'));
    expect(stderr).toBe('');
    expect(status).toBe(3);
    expect(events.at(-1)).toMatchObject({
      event: 'finished',
      done: made.good,
      failed: made.broken,
      skipped: 0,
      waiting: 0,
    });
    undisturbed = await contents(place.at('calm'));
    expect(undisturbed.size).toBe(made.good);
    expect(await contents(place.at('photos'))).toEqual(before);
  });

  it(`killed ${KILLS} times makes the same files, none of them twice`, async () => {
    const random = uniforms(21);
    const done: string[] = [];
    const share = Math.floor(made.good / (KILLS + 2));
    for (let kill = 0; kill < KILLS; kill++) {
      const batching = await startBatch(call('killed', ['--resume']));
      await told(batching, 'done', Math.ceil(share * random()));
      await pause(300 * random());
      batching.child.kill('SIGKILL');
      await batching.ended;
      done.push(...photosOf(batching.events, 'done'));
    }
    const { status, events } = await runBatch(call('killed', ['--resume']));
    expect(status).toBe(3);
    done.push(...photosOf(events, 'done'));
    expect(new Set(done).size).toBe(done.length);
    expect(await contents(place.at('killed'))).toEqual(undisturbed);
    await rm(place.at('killed'), { recursive: true });
  });
});

it('memory stays flat from the 50th photo to the 500th', async (context) => {
  if (process.platform !== 'linux') context.skip('memory is read from /proc');
  for (let i = 0; i < 560; i++) await writePhoto(place.at('flat', `${i}.jpg`), i, 320, 256);
  const model = resolve('models/eps-universal.onnx');
  const batching = await startBatch({ ...call('flat-out'), input: place.at('flat'), model });
  const early = await memoryFrom(batching, 50);
  const late = await memoryFrom(batching, 500);
  const { status } = await batching.ended;
  expect(status).toBe(0);
  process.stdout.write(
    `resident: ${early.toFixed(0)} MB at the 50th photo, ${late.toFixed(0)} MB at the 500th\n`,
  );
  expect(late / early).toBeLessThan(1.05);
});
