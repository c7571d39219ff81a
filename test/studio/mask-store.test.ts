import { mkdir, mkdtemp, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { packRuns } from '../../src-main/contract/window/mask-tiles';
import { openMaskStore } from '../../src-main/studio/mask-store';
import { boxTiles, emptyTile } from './support';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'daguerre-mask-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a mask that is kept', () => {
  it('is on disk once an update is answered, without tiles of zeros', async () => {
    const folder = join(root, 'kept');
    const store = await openMaskStore(folder, 600, 300);
    await store.update(boxTiles([250, 250, 20, 20]));
    expect(store.damaged).toBe(400);
    expect((await openMaskStore(folder, 600, 300)).tiles).toEqual(store.tiles);
    await store.update([emptyTile(1, 1)]);
    const again = await openMaskStore(folder, 600, 300);
    expect(again.tiles.map(({ column, row }) => `${column}-${row}`).sort()).toEqual(['0-0', '0-1', '1-0']);
    expect(again.damaged).toBe(400 - 14 * 14);
  });

  it('counts as damaged what is over half', async () => {
    const store = await openMaskStore(join(root, 'soft'), 300, 300);
    await store.update(boxTiles([0, 0, 10, 10], 127));
    expect(store.damaged).toBe(0);
    expect(store.tiles).toHaveLength(1);
    await store.update(boxTiles([0, 0, 10, 10], 128));
    expect(store.damaged).toBe(100);
  });

  it('ignores an update with a part that is malformed or outside the photo', async () => {
    const store = await openMaskStore(join(root, 'bad'), 300, 300);
    const [good] = boxTiles([0, 0, 10, 10]);
    for (const bad of [
      { column: 2, row: 0, runs: good.runs },
      { column: 1, row: 0, runs: 'AAAA' },
      { column: 1, row: 0, runs: `*${good.runs.slice(1)}` },
      { column: 1, row: 0, runs: `${good.runs.slice(0, 8)}    ${good.runs.slice(8)}` },
    ]) {
      expect(() => store.update([good, bad])).toThrow(PlainError);
      expect(store.tiles).toEqual([]);
    }
  });

  it('is complete except for an update that was being written when the program ended', async () => {
    const folder = join(root, 'torn');
    const store = await openMaskStore(folder, 600, 300);
    await store.update(boxTiles([0, 0, 10, 10]));
    const { size } = await stat(join(folder, 'tiles'));
    await store.update(boxTiles([300, 0, 20, 20]));
    await truncate(join(folder, 'tiles'), size + 100);
    const again = await openMaskStore(folder, 600, 300);
    expect(again.damaged).toBe(100);
    // Entries added after the torn end are read again.
    await again.update(boxTiles([300, 0, 5, 5]));
    expect((await openMaskStore(folder, 600, 300)).damaged).toBe(125);
  });

  it('writes a failed update with the next one', async () => {
    const folder = join(root, 'full');
    const store = await openMaskStore(folder, 600, 300);
    await store.update(boxTiles([0, 0, 10, 10]));
    await rename(folder, `${folder}.away`);
    await expect(store.update(boxTiles([300, 0, 20, 20]))).rejects.toThrow(PlainError);
    await rename(`${folder}.away`, folder);
    await store.update(boxTiles([0, 270, 5, 5]));
    expect((await openMaskStore(folder, 600, 300)).damaged).toBe(100 + 400 + 25);
  });

  it('takes no more than a few times the space of its tiles, however often they are repainted', async () => {
    const folder = join(root, 'long');
    const store = await openMaskStore(folder, 600, 300);
    const noise = Uint8Array.from({ length: 65536 }, (_, i) => (i * 7919) % 256);
    const tile = { column: 0, row: 0, runs: packRuns(noise) };
    for (let i = 0; i < 30; i++) await store.update([tile]);
    const { size } = await stat(join(folder, 'tiles'));
    // Eight such tiles of a megabyte in all, and the one that exceeded the limit.
    expect(size).toBeLessThan(10 * 131072);
    expect((await openMaskStore(folder, 600, 300)).tiles).toEqual([tile]);
  });

  it("is read from an earlier version's files, one for each tile, and continued", async () => {
    const folder = join(root, 'earlier');
    await mkdir(folder);
    for (const { column, row, runs } of boxTiles([250, 0, 20, 10])) {
      await writeFile(join(folder, `${column}-${row}.runs`), Buffer.from(runs, 'base64'));
    }
    const store = await openMaskStore(folder, 600, 300);
    expect(store.damaged).toBe(200);
    await store.update([emptyTile(0, 0)]);
    await store.update(boxTiles([300, 280, 5, 5]));
    expect((await openMaskStore(folder, 600, 300)).damaged).toBe(14 * 10 + 25);
    await store.update([emptyTile(1, 0), emptyTile(1, 1)]);
    expect((await openMaskStore(folder, 600, 300)).tiles).toEqual([]);
  });

  it('has the later of two simultaneous strokes', async () => {
    const folder = join(root, 'twice');
    const store = await openMaskStore(folder, 300, 300);
    await Promise.all([store.update(boxTiles([0, 0, 10, 10])), store.update(boxTiles([0, 0, 20, 20]))]);
    expect((await openMaskStore(folder, 300, 300)).damaged).toBe(400);
  });
});
