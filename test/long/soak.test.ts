import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { engineProcess } from '../../src-main/transport/engine-process';
import { type Usage, usageOf } from '../hostile/usage';
import { noise } from '../imaging/support';
import { rounded, startRecord } from '../records/record';
import { requireBundles, testChild } from '../transport/bundle';
import { soakTable } from './soak-table';

/** The number of restorations; DAGUERRE_SOAK sets fewer. */
const RESTORATIONS = Number(process.env['DAGUERRE_SOAK'] ?? 2000);
/** One of so many loses a process, the compute process and the imaging process by turns. */
const CRASHES = 100;
/** One of so many is saved with its metadata. */
const SAVED = 10;

it.runIf(process.platform === 'linux')(
  `${RESTORATIONS} restorations in one studio, a crash every hundredth, leave memory, handles and files as they were`,
  async () => {
    requireBundles();
    const recording = await startRecord('soak');
    const folder = await mkdtemp(join(tmpdir(), 'soak-'));
    const [room, tmp, photo] = [join(folder, 'room'), join(folder, 'tmp'), join(folder, 'photo.jpg')];
    for (const one of [room, tmp]) await mkdir(one);
    await sharp(noise(96 * 80 * 3, 8), { raw: { width: 96, height: 80, channels: 3 } })
      .withExif({ IFD0: { Copyright: 'c' } })
      .jpeg()
      .toFile(photo);
    const studio = engineProcess(soakTable, testChild('soak', { TMPDIR: tmp }), { title: 'The studio' });
    await studio.request('open', { folder: room, photo, model: resolve('test/fixtures/models/tiny.onnx') });
    const readings: Usage[] = [];
    let [crashes, failed] = [0, 0];
    for (let n = 1; n <= RESTORATIONS; n++) {
      const crash = n % CRASHES !== 0 ? null : (n / CRASHES) % 2 === 0 ? 'imaging' : 'compute';
      const { state } = await studio.request('restore', { saves: n % SAVED === 0, crash });
      if (crash === null) expect(state).toBe('done');
      else {
        crashes++;
        if (state === 'failed') failed++;
      }
      // Half-way between two crashes, when all processes are there.
      if (n % CRASHES === CRASHES / 2) readings.push(usageOf(studio.pid ?? 0, [room, tmp]));
    }
    await studio.stop();
    expect(readdirSync(tmp)).toEqual([]);
    await rm(folder, { recursive: true });
    process.stdout.write(`${JSON.stringify(readings)}\n`);
    const [early, late] = [readings[1], readings.at(-1)];
    if (!early || !late) throw new Error('too few restorations to compare');
    expect(late.megabytes / early.megabytes).toBeLessThan(1.15);
    expect(late.handles - early.handles).toBeLessThan(8);
    // Fifty places are written over and over.
    expect(late.files - early.files).toBeLessThan(50);
    await recording.finish({
      restorations: RESTORATIONS,
      crashes,
      failed,
      early,
      late,
      ratio: rounded(late.megabytes / early.megabytes, 3),
    });
  },
  7_200_000,
);
