import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { openMaskStore } from '../../src-main/studio/mask-store';
import { boxTiles, emptyTile } from './support';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'daguerre-mask-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a mask that is kept', () => {
  it('is on disk once an update is answered, tile by tile, without those of zeros', async () => {
    const folder = join(root, 'kept');
    const store = await openMaskStore(folder, 600, 300);
    await store.update(boxTiles([250, 250, 20, 20]));
    expect(store.damaged).toBe(400);
    expect((await readdir(folder)).sort()).toEqual(['0-0.runs', '0-1.runs', '1-0.runs', '1-1.runs']);
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

  it('takes nothing of an update of which a part is malformed or beside the photo', async () => {
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

  it('has the last of two strokes that came at once', async () => {
    const folder = join(root, 'twice');
    const store = await openMaskStore(folder, 300, 300);
    await Promise.all([store.update(boxTiles([0, 0, 10, 10])), store.update(boxTiles([0, 0, 20, 20]))]);
    expect((await openMaskStore(folder, 300, 300)).damaged).toBe(400);
  });
});
