import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { imagingTable } from '../../src-main/processes/imaging-table';
import { engineProcess } from '../../src-main/transport/engine-process';
import { left } from '../hostile/processes';
import { openFiles, residentKilobytes } from '../hostile/usage';
import { requireBundles } from '../transport/bundle';
import { openRelay } from '../transport/relay';

// Top level: whether there is an Electron decides which tests there are.
const relay = process.platform === 'linux' ? await openRelay() : undefined;

beforeAll(requireBundles);
afterAll(() => relay?.stop());

describe.skipIf(!relay)('the imaging process under Electron on Linux', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daguerre-kept-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** An imaging process, and the ids of all processes that it was. */
  function open() {
    if (!relay) throw new Error('there is no Electron on this machine');
    const imaging = engineProcess(imagingTable, relay.factory('dist/imaging.cjs'), { title: 'Imaging' });
    return { imaging, pids: new Set<number>() };
  }

  test('saves a picture 80 times, and never has more than 40 deleted files open', async () => {
    const { imaging, pids } = open();
    const path = join(folder, 'picture.raw');
    await writeFile(path, Buffer.alloc(96 * 80 * 3, 99));
    const page = { path, width: 96, height: 80, channels: 3, depth: 8 } as const;
    const source = resolve('examples/coffee.jpg');
    for (let k = 0; k < 80; k++) {
      const out = join(folder, `${k}.jpg`);
      await imaging.request('encodePhoto', { pages: [page], source, out, options: { metadata: 'remove' } });
      expect((await sharp(out).metadata()).width).toBe(96);
      pids.add(imaging.pid ?? 0);
      for (const pid of pids) expect(deletedFiles(pid)).toBeLessThanOrEqual(40);
    }
    expect(pids.size).toBeGreaterThan(1);
    await imaging.stop();
    expect(await left([...pids])).toEqual([]);
  });

  test('reads 16 photos of 24 megapixels that lie on their side, and never holds 1.2 GB', async () => {
    const { imaging, pids } = open();
    const path = join(folder, 'portrait.jpg');
    const sides = { width: 6000, height: 4000 };
    await sharp({ create: { ...sides, channels: 3, background: '#876' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(path);
    const rawPath = join(folder, 'portrait.raw');
    for (let k = 0; k < 16; k++) {
      const picture = await imaging.request('decodePhoto', { path, rawPath });
      expect([picture.width, picture.height]).toEqual([4000, 6000]);
      pids.add(imaging.pid ?? 0);
      for (const pid of pids) expect(residentKilobytes(pid) / 1024).toBeLessThan(1200);
    }
    expect(pids.size).toBeGreaterThan(1);
    await imaging.stop();
    expect(await left([...pids])).toEqual([]);
  });
});

/** How many deleted pictures a process has open; none where it is gone. */
function deletedFiles(pid: number): number {
  return new Set(openFiles(pid).filter((file) => file.endsWith('.v (deleted)'))).size;
}
