import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { channels } from '../../src-main/contract/window/channels';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place, targetAt } from './support';

const [WIDTH, HEIGHT] = [700, 300];
const BOX = [100, 80, 60, 20] as const;

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), WIDTH, HEIGHT);
});

describe('a photo in the studio', () => {
  it('is opened, marked, restored, viewed and saved, and is unchanged outside the mask', async () => {
    const opened = await scene.open();
    const { studio, told } = opened;
    const { document } = await openPhoto(opened, scene.at('photos', 'old.png'));
    expect(document).toMatchObject({
      width: WIDTH,
      height: HEIGHT,
      depth: 8,
      format: 'PNG',
      name: 'old.png',
    });

    await studio.handlers.updateMask({ document: document.id, tiles: boxTiles(BOX) });
    const recipe = fast({ operator: 'inpaint' });
    const { job } = await studio.handlers.restore({ document: document.id, recipe });
    const ended = await told.end(job);
    expect(ended).toMatchObject({ state: 'done', step: 3, steps: 3, document: document.id, said: null });
    expect(ended.calls).toBe(ended.totalCalls);

    const states = told.jobs.map(({ state }) => state);
    expect(states[0]).toBe('waiting');
    expect(states.lastIndexOf('waiting')).toBeLessThan(states.indexOf('running'));
    const steps = told.jobs.map(({ step }) => step);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(told.live.length).toBeGreaterThan(0);
    for (const live of told.live) {
      expect(live).toMatchObject({ job, document: document.id, preview: false });
      expect(live.area.x + live.area.width).toBeLessThanOrEqual(WIDTH);
    }

    const [result] = ended.results;
    expect(result.changedPixels).toBeGreaterThanOrEqual(BOX[2] * BOX[3] * 0.9);
    expect(result.picture).toMatchObject({ width: WIDTH, height: HEIGHT, levels: 2 });
    await expectTile(opened, result.picture.id, 0, 512, HEIGHT);
    await expectTile(opened, result.picture.id, 1, 350, 150);
    expect(await studio.readTile(result.picture.id, 0, 2, 0)).toBeUndefined();
    expect(await studio.readTile('nothing', 0, 0, 0)).toBeUndefined();

    const out = scene.at('saved.png');
    const saved = await studio.handlers.saveResult({
      document: document.id,
      result: result.id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'keep', mark: false },
      target: await targetAt(opened, out),
      replacePhoto: false,
    });
    channels.saveResult.output.parse(saved);
    expect(saved.bytes).toBe((await stat(out)).size);
    const before = await sharp(scene.at('photos', 'old.png')).raw().toBuffer();
    const after = await sharp(out).raw().toBuffer();
    expect(changedOutside(before, after, 8)).toBe(0);
    expect(changedOutside(before, after, -WIDTH)).toBeGreaterThan(0);
  });

  it('cannot be inpainted if nothing is painted', async () => {
    const opened = await scene.open();
    const { document } = await openPhoto(opened, scene.at('photos', 'old.png'));
    const asked = opened.studio.handlers.restore({
      document: document.id,
      recipe: fast({ operator: 'inpaint' }),
    });
    await expect(asked).rejects.toThrow('Nothing is marked as damaged');
  });

  it('is never overwritten without a confirmation, under any name', async () => {
    const opened = await scene.open();
    const { studio, told } = opened;
    const photo = scene.at('photos', 'precious.png');
    await writeSoft(photo, 64, 48);
    const bytes = await readFile(photo);
    const { document } = await openPhoto(opened, photo);
    const { job } = await studio.handlers.restore({
      document: document.id,
      recipe: fast({ operator: 'denoise', noise: 5 }),
    });
    const [result] = (await told.end(job)).results;
    const save = async (replacePhoto: boolean) =>
      studio.handlers.saveResult({
        document: document.id,
        result: result.id,
        look: { strength: 1, grain: 0 },
        options: { format: 'png', metadata: 'keep', mark: true },
        target: await targetAt(opened, photo),
        replacePhoto,
      });
    await expect(save(false)).rejects.toThrow('is the photo itself');
    expect(await readFile(photo)).toEqual(bytes);
    await save(true);
    expect(await readFile(photo)).not.toEqual(bytes);
  });
});

async function expectTile({ studio }: Opened, picture: string, level: number, width: number, height: number) {
  const tile = await studio.readTile(picture, level, 0, 0);
  expect(tile).toBeDefined();
  expect(await sharp(tile?.bytes).metadata()).toMatchObject({ width, height });
}

/** Pixels further than `reach` from the box that differ. */
function changedOutside(before: Buffer, after: Buffer, reach: number): number {
  const [left, top, across, down] = BOX;
  let changed = 0;
  for (let i = 0; i < before.length; i++) {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % WIDTH, Math.floor(pixel / WIDTH)];
    const inside =
      x >= left - reach && x < left + across + reach && y >= top - reach && y < top + down + reach;
    if (!inside && before[i] !== after[i]) changed++;
  }
  return changed;
}
