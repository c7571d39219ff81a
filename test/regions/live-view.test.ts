import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveView, liveWriter, type WrittenView } from '../../src-main/regions/live-view';
import { rawPicture, samplesOf } from '../imaging/support';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'daguerre-live-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A region that reaches 16 pixels beyond the picture, its planes -1, 0 and 1. */
function view(width: number, height: number): LiveView {
  const area = { x: 0, y: 0, width: width + 16, height: height + 16 };
  const pixels = area.width * area.height;
  const mean = Float32Array.from({ length: 3 * pixels }, (_, i) => Math.floor(i / pixels) - 1);
  return { mean, area, shown: { x: 0, y: 0, width, height }, channels: 3, step: 1, isLast: false, sample: 0 };
}

async function writer() {
  const folder = await mkdtemp(join(root, 'job-'));
  const written: WrittenView[] = [];
  return { folder, written, write: liveWriter(folder, (each) => written.push(each)) };
}

describe('the intermediate result of a region', () => {
  it('is written in 8 bits, the part inside the picture alone, large ones thinned out', async () => {
    const { written, write } = await writer();
    await write(view(2100, 3));
    expect(written).toMatchObject([
      {
        raw: { width: 700, height: 1, channels: 3, depth: 8 },
        area: { x: 0, y: 0, width: 2100, height: 3 },
        step: 1,
      },
    ]);
    const samples = await samplesOf(written[0].raw);
    expect(samples.slice(0, 6)).toEqual(Uint8Array.of(0, 128, 255, 0, 128, 255));
    expect(samples).toHaveLength(2100);
  });

  it("shows the photo's own pixels where nothing is damaged, whatever their depth", async () => {
    const { written, write } = await writer();
    const samples = Uint16Array.from({ length: 8 * 4 * 4 }, () => 257 * 77);
    const picture = await rawPicture(join(root, 'photo.raw'), samples, 8, 4, 4);
    const region = view(8, 4);
    const undamaged = new Uint8Array(region.area.width * region.area.height).fill(1);
    undamaged[region.area.width * 2 + 5] = 0;
    const file = await open(picture.path);
    try {
      await write({ ...region, kept: { photo: { picture, file }, measured: undamaged } });
    } finally {
      await file.close();
    }
    const shown = await samplesOf(written[0].raw);
    const damaged = (2 * 8 + 5) * 3;
    expect(shown.slice(damaged, damaged + 3)).toEqual(Uint8Array.of(0, 128, 255));
    shown.set([77, 77, 77], damaged);
    expect(new Set(shown)).toEqual(new Set([77]));
  });

  it('is skipped until the last one was taken', async () => {
    const { folder, written, write } = await writer();
    await write(view(8, 4));
    for (let i = 0; i < 5; i++) await write(view(8, 4));
    expect(written).toHaveLength(1);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
