import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Batching, QUICK, startBatch, told, workplace, writePhoto } from '../library/support';
import { rounded, startRecord } from '../records/record';

const place = workplace();

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

it('memory stays flat from the 50th photo to the 500th', async (context) => {
  if (process.platform !== 'linux') context.skip('memory is read from /proc');
  const recording = await startRecord('memory');
  for (let i = 0; i < 560; i++) await writePhoto(place.at('photos', `${i}.jpg`), i, 320, 256);
  const batching = await startBatch({
    input: place.at('photos'),
    output: place.at('results'),
    recipe: { ...QUICK, preview: true, output: { format: 'png' } },
    data: place.at('data'),
    model: resolve('models/eps-universal.onnx'),
  });
  const early = await memoryFrom(batching, 50);
  const late = await memoryFrom(batching, 500);
  const { status } = await batching.ended;
  expect(status).toBe(0);
  process.stdout.write(
    `resident: ${early.toFixed(0)} MB at the 50th photo, ${late.toFixed(0)} MB at the 500th\n`,
  );
  expect(late / early).toBeLessThan(1.05);
  await recording.finish({
    early: rounded(early, 0),
    late: rounded(late, 0),
    ratio: rounded(late / early, 3),
  });
});
