import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../src-main/contract/said';
import { Room } from '../../src-main/library/room';
import { contents, photosOf, QUICK, startBatch, told, workplace, writePhoto } from './support';

const place = workplace();
const mounted: string[] = [];
afterAll(() => {
  for (const path of mounted) execFileSync('umount', [path]);
});

/** A separate disk, where the system lets the tests mount one. */
function smallDisk(path: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
    mounted.push(path);
    return true;
  } catch {
    return false;
  }
}

describe('a disk that fills in the middle', () => {
  it('ends the wait even if space is freed as soon as the wait is reported', async (context) => {
    const disk = place.at('told');
    await mkdir(disk, { recursive: true });
    if (!smallDisk(disk, '3m')) context.skip('no disk can be mounted here');
    await writeFile(`${disk}/filler`, new Uint8Array(2.5 * 1024 * 1024));
    const reasons: (string | null)[] = [];
    const room = new Room([disk], (reason) => {
      reasons.push(reason && inEnglish(reason));
      if (reason !== null) rmSync(`${disk}/filler`);
    });
    await room.wait(new Error('ENOSPC'), AbortSignal.timeout(10_000));
    expect(reasons).toEqual([expect.stringContaining('ENOSPC'), null]);
  });

  it('makes the batch wait with a message, and continue without loss when there is space', async (context) => {
    const output = place.at('small');
    await mkdir(output);
    if (!smallDisk(output, '3m')) context.skip('no disk can be mounted here');
    for (let i = 0; i < 8; i++) await writePhoto(place.at('photos', `${i}.png`), i, 256, 256);
    await writeFile(`${output}/filler`, new Uint8Array(2.5 * 1024 * 1024));
    const batching = await startBatch({
      input: place.at('photos'),
      output,
      recipe: { ...QUICK, output: { format: 'tiff' } },
      data: place.at('data'),
    });
    await told(batching, 'waiting');
    const { ended, events } = batching;
    const waiting = events.find(({ event }) => event === 'waiting');
    expect(waiting?.reason).toMatch(
      /^There is no space left to write .*; free some space or choose another disk\.$/,
    );
    await rm(`${output}/filler`);
    const { status, stderr } = await ended;
    expect([status, stderr]).toEqual([0, '']);
    expect(photosOf(events, 'done')).toHaveLength(8);
    expect(photosOf(events, 'failed')).toEqual([]);
    expect([...(await contents(output)).keys()].sort()).toEqual(
      Array.from({ length: 8 }, (_, i) => `${i}.tif`),
    );
  });
});
