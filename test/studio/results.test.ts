import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channels } from '../../src-main/contract/window/channels';
import type { Result } from '../../src-main/contract/window/results';
import { answerRequest } from '../../src-main/studio/answer';
import { soft, writePicture, writeSoft } from '../cli/support';
import { readTags } from '../imaging/support';
import { boxTiles, fast, type Opened, openPhoto, place, targetAt } from './support';

const [WIDTH, HEIGHT] = [200, 120];

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), WIDTH, HEIGHT);
  const jpeg = sharp(Buffer.from(soft(WIDTH, HEIGHT, 3, 8).buffer), {
    raw: { width: WIDTH, height: HEIGHT, channels: 3 },
  });
  await jpeg.jpeg({ quality: 50 }).withMetadata({ density: 300 }).toFile(at('photos', 'old.jpg'));
});

let opened: Opened;
let document: string;
let results: Result[];

beforeAll(async () => {
  opened = await scene.open();
  document = (await openPhoto(opened, scene.at('photos', 'old.png'))).document.id;
  const { job } = await opened.studio.handlers.restore({
    document,
    recipe: fast({ operator: 'denoise', noise: 12, samples: 2 }),
  });
  results = (await opened.told.end(job)).results;
});

/** A whole small picture, as it is shown. */
async function pixels(picture: string): Promise<Buffer> {
  const tile = await opened.studio.readTile(picture, 0, 0, 0);
  return sharp(tile?.bytes).removeAlpha().raw().toBuffer();
}

function differences(a: Buffer, b: Buffer): number[] {
  return [...a].map((value, i) => Math.abs(value - b[i]));
}

describe('a result', () => {
  it('mixed with its photo lies between both, and at full strength is unchanged', async () => {
    const { handlers } = opened.studio;
    const [result] = results;
    const look = async (strength: number, grain: number) =>
      (await handlers.applyLook({ document, result: result.id, look: { strength, grain } })).picture;
    expect(await look(1, 0)).toEqual(result.picture);
    const photo = await pixels((await openPhoto(opened, scene.at('photos', 'old.png'))).document.picture.id);
    const whole = await pixels(result.picture.id);
    expect(await pixels((await look(0, 0)).id)).toEqual(photo);
    const half = await pixels((await look(0.5, 0)).id);
    const apart = differences(half, Buffer.from(photo.map((value, i) => (value + whole[i]) / 2)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
    expect(Math.max(...differences(await pixels((await look(1, 1)).id), whole))).toBeGreaterThan(3);
  });

  it('keeps its look when others change theirs, and is unchanged with a plain look', async () => {
    const { handlers } = opened.studio;
    const looked = async (result: number, strength: number) =>
      (await handlers.applyLook({ document, result: results[result].id, look: { strength, grain: 0 } }))
        .picture;
    const first = await looked(0, 0.3);
    for (const strength of [0.4, 0.5, 0.6, 0.7]) await looked(1, strength);
    expect(await opened.studio.readTile(first.id, 0, 0, 0)).toBeDefined();
    const looks = async () => (await handlers.openDocuments({})).documents[0].looks;
    expect(await looks()).toEqual({
      [results[0].id]: { strength: 0.3, grain: 0 },
      [results[1].id]: { strength: 0.7, grain: 0 },
    });
    for (const result of [0, 1]) await looked(result, 1);
    expect(await looks()).toEqual({});
  });

  it('is composed of two, with one shown where it is painted', async () => {
    const { handlers } = opened.studio;
    const [base, over] = results;
    const made = channels.composeResults.output.parse(
      await handlers.composeResults({
        document,
        base: base.id,
        over: over.id,
        tiles: boxTiles([50, 30, 60, 40]),
      }),
    );
    expect(made.sample).toBeNull();
    expect(made.of?.map(({ sample }) => sample)).toEqual([0, 1]);
    const [below, above, mixed] = await Promise.all(
      [base, over, made].map(({ picture }) => pixels(picture.id)),
    );
    for (let i = 0; i < mixed.length; i++) {
      const [x, y] = [Math.floor(i / 3) % WIDTH, Math.floor(i / 3 / WIDTH)];
      const painted = x >= 50 && x < 110 && y >= 30 && y < 70;
      if (mixed[i] !== (painted ? above : below)[i]) throw new Error(`pixel ${x}, ${y} is of the other`);
    }
    await handlers.removeResult({ document, result: made.id });
    await expect(
      handlers.applyLook({ document, result: made.id, look: { strength: 1, grain: 0 } }),
    ).rejects.toThrow('no longer exists');
    expect(await opened.studio.readTile(made.picture.id, 0, 0, 0)).toBeUndefined();
  });

  it('that was enlarged is composed of two by a mask in the pixels of the photo', async () => {
    const { studio, told } = opened;
    const { job } = await studio.handlers.restore({
      document,
      recipe: fast({ operator: 'upscale', scale: 2, samples: 2 }),
    });
    const [base, over] = (await told.end(job)).results;
    const made = channels.composeResults.output.parse(
      await studio.handlers.composeResults({
        document,
        base: base.id,
        over: over.id,
        tiles: boxTiles([50, 30, 60, 40]),
      }),
    );
    expect(made.picture).toMatchObject({ width: 2 * WIDTH, height: 2 * HEIGHT });
    const [below, above, mixed] = await Promise.all(
      [base, over, made].map(({ picture }) => pixels(picture.id)),
    );
    const margin = 8;
    for (let i = 0; i < mixed.length; i++) {
      const [x, y] = [Math.floor(i / 3) % (2 * WIDTH), Math.floor(i / 3 / (2 * WIDTH))];
      const inside = Math.min(x - 100, 219 - x, y - 60, 139 - y);
      if (Math.abs(inside) < margin) continue;
      if (mixed[i] !== (inside > 0 ? above : below)[i]) throw new Error(`pixel ${x}, ${y} is of the other`);
    }
  });

  it('shows where results of the same repairs differ, from one or several runs, and keeps that map', async () => {
    const { handlers } = opened.studio;
    const other = async (recipe: Parameters<typeof fast>[0]) =>
      (await opened.told.end((await handlers.restore({ document, recipe: fast(recipe) })).job)).results[0].id;
    const ids = results.map(({ id }) => id);
    ids.push(await other({ operator: 'denoise', noise: 12, seed: 7 }));
    const stronger = await other({ operator: 'denoise', noise: 30 });
    await expect(handlers.spread({ document, results: [...ids, stronger] })).rejects.toThrow('same repairs');
    const { picture } = await handlers.spread({ document, results: ids });
    expect(picture).toMatchObject({ width: WIDTH, height: HEIGHT });
    expect(await handlers.spread({ document, results: ids.reverse() })).toEqual({ picture });
    await expect(handlers.spread({ document, results: [ids[0], ids[0]] })).rejects.toThrow('two or more');
    await handlers.removeResult({ document, result: ids[0] });
    expect(await opened.studio.readTile(picture.id, 0, 0, 0)).toBeUndefined();
  });

  it('is not compared with one of other marks or with a composed one', async () => {
    const { handlers } = opened.studio;
    const photo = (await openPhoto(opened, scene.at('photos', 'old.png'))).document.id;
    const restored = async (seed: number, left: number) => {
      await handlers.updateMask({ document: photo, tiles: boxTiles([left, 30, 20, 20]) });
      const recipe = fast({ operator: 'inpaint', seed });
      const { job } = await handlers.restore({ document: photo, recipe });
      return (await opened.told.end(job)).results[0];
    };
    const made = [await restored(0, 10), await restored(1, 40), await restored(2, 10)];
    const [one, moved, back] = made.map(({ id }) => id);
    const spread = (...chosen: string[]) => handlers.spread({ document: photo, results: chosen });
    await expect(spread(one, moved)).rejects.toThrow('same repairs and marks');
    expect((await spread(one, back)).picture).toMatchObject({ width: WIDTH, height: HEIGHT });
    const mixed = await handlers.composeResults({
      document: photo,
      base: one,
      over: back,
      tiles: boxTiles([5, 5, 20, 20]),
    });
    await expect(spread(one, mixed.id)).rejects.toThrow('same repairs and marks');
  });

  it('is saved in another size and resolution, with what was done to it', async () => {
    const out = scene.at('small.jpg');
    const { file } = await opened.studio.handlers.saveResult({
      document,
      result: results[0].id,
      look: { strength: 0.8, grain: 0.5 },
      options: {
        format: 'jpeg',
        quality: 90,
        metadata: 'keep',
        mark: true,
        size: { width: 100, height: 60 },
        density: 240,
      },
      target: await targetAt(opened, out),
      replacePhoto: false,
    });
    expect(file.name).toBe('small.jpg');
    expect(await sharp(out).metadata()).toMatchObject({ width: 100, height: 60, density: 240 });
    const parameters = String((await readTags(out))['XMP-xmpMM:HistoryParameters']);
    expect(parameters).toContain('; strength 80 %; grain 50 %; seed ');
  });

  it('that was composed says so in its file, with the recipes of its parts', async () => {
    const { handlers } = opened.studio;
    const { job } = await handlers.restore({ document, recipe: fast({ operator: 'denoise', noise: 30 }) });
    const [over] = (await opened.told.end(job)).results;
    const tiles = boxTiles([50, 30, 60, 40]);
    const made = await handlers.composeResults({ document, base: results[1].id, over: over.id, tiles });
    const out = scene.at('mixed.png');
    await handlers.saveResult({
      document,
      result: made.id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'keep', mark: true },
      target: await targetAt(opened, out),
      replacePhoto: false,
    });
    const parameters = String((await readTags(out))['XMP-xmpMM:HistoryParameters']);
    expect(parameters).toMatch(/"noise":12.*"noise":30.*; put together by hand of 2 results; seed /);
    expect(parameters).not.toMatch(/strength|grain/);
  });

  it.each([
    ['size', { width: 40_000, height: 40_000 }],
    ['size', { width: 2e6, height: 1 }],
    ['density', 1e9],
  ])('is not saved in a %s beyond what can be read again: %j', async (name, value) => {
    const saving = await answerRequest(opened.studio, 'saveResult', {
      document,
      result: results[0].id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'remove', mark: false, [name]: value },
      target: await targetAt(opened, scene.at('huge.png')),
      replacePhoto: false,
    });
    expect(saving).toMatchObject({ ok: false, badRequest: true });
    expect(existsSync(scene.at('huge.png'))).toBe(false);
  });

  it('is not saved under a name with another format', async () => {
    const out = scene.at('named.jpg');
    const saving = opened.studio.handlers.saveResult({
      document,
      result: results[0].id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'keep', mark: false },
      target: await targetAt(opened, out),
      replacePhoto: false,
    });
    await expect(saving).rejects.toThrow(
      `By its name ${out} would be a file of another format than the chosen one; let it end in .png.`,
    );
    expect(existsSync(out)).toBe(false);
  });
});

describe('a part of a photo', () => {
  it('is a separate photo, whose JPEG blocks are still known', async () => {
    const { handlers } = opened.studio;
    const { document: whole } = await openPhoto(opened, scene.at('photos', 'old.jpg'));
    expect(whole).toMatchObject({ jpegTables: true, density: 300 });
    const area = { x: 13, y: 21, width: 90, height: 60 };
    await handlers.updateMask({ document: whole.id, tiles: boxTiles([20, 30, 4, 5]) });
    const part = await handlers.cropDocument({ document: whole.id, area, angle: 0 });
    expect(part.mask).toEqual(boxTiles([7, 9, 4, 5]));
    expect(part.document).toMatchObject({ width: 90, height: 60, file: null, jpegTables: true });
    const [all, cut] = [await pixels(whole.picture.id), await pixels(part.document.picture.id)];
    for (let y = 0; y < 60; y++) {
      const start = ((y + 21) * WIDTH + 13) * 3;
      expect(cut.subarray(y * 270, y * 270 + 270)).toEqual(all.subarray(start, start + 270));
    }
    const { job } = await handlers.restore({
      document: part.document.id,
      recipe: fast({ operator: 'jpeg' }),
    });
    expect(await opened.told.end(job)).toMatchObject({ state: 'done' });
    const turned = await handlers.cropDocument({ document: whole.id, area, angle: 5 });
    // The list of open photos tells the crops of one photo apart by their names.
    expect([part.document.name, turned.document.name]).toEqual(['old-1.jpg', 'old-2.jpg']);
    expect(turned.document.jpegTables).toBe(false);
    await expect(
      handlers.restore({ document: turned.document.id, recipe: fast({ operator: 'jpeg' }) }),
    ).rejects.toThrow('not a JPEG with readable tables');
  });
});

describe('what a photo shows', () => {
  it('is measured: pixels, counts, similar colours, signs of damage, prints', async () => {
    const { handlers } = opened.studio;
    const photo = (await openPhoto(opened, scene.at('photos', 'old.png'))).document;
    const { values } = await handlers.readPixel({ picture: photo.picture.id, x: 3, y: 2 });
    const samples = soft(WIDTH, HEIGHT, 3, 8);
    expect(values).toEqual([...samples.subarray((2 * WIDTH + 3) * 3, (2 * WIDTH + 3) * 3 + 3)]);
    const histogram = channels.histogram.output.parse(
      await handlers.histogram({ picture: photo.picture.id }),
    );
    expect(histogram.channels.map((counts) => counts.reduce((sum, count) => sum + count))).toEqual(
      Array(3).fill(WIDTH * HEIGHT),
    );
    const point = { document: photo.id, x: 3, y: 2, tolerance: 20, contiguous: true };
    expect((await handlers.selectByColour(point)).tiles).toHaveLength(1);
    const traced = await handlers.traceScratch({ document: photo.id, x: 3, y: 2, margin: 0 });
    channels.traceScratch.output.parse(traced);
    const signs = channels.suggest.output.parse(await handlers.suggest({ document: photo.id }));
    expect(signs).toMatchObject({ jpegQuality: null, colourless: false });
    channels.findDamage.output.parse(await handlers.findDamage({ document: photo.id, sensitivity: 0.5 }));
    channels.findPrints.output.parse(await handlers.findPrints({ document: photo.id }));
  });

  it('as damage is loaded from a mask file and saved as one', async () => {
    const { handlers } = opened.studio;
    const photo = (await openPhoto(opened, scene.at('photos', 'old.png'))).document;
    const tiles = boxTiles([40, 20, 30, 30]);
    await handlers.updateMask({ document: photo.id, tiles });
    const target = await targetAt(opened, scene.at('mask.png'));
    const saved = await handlers.saveMask({ document: photo.id, target });
    const { file } = channels.saveMask.output.parse(saved);
    expect(await handlers.loadMask({ document: photo.id, file: file.id })).toEqual({ tiles });
    await mkdir(scene.at('other'), { recursive: true });
    await writePicture(scene.at('other', 'mask.png'), new Uint8Array(100), 10, 10, 1);
    const other = opened.studio.admitPath(scene.at('other', 'mask.png')).id;
    await expect(handlers.loadMask({ document: photo.id, file: other })).rejects.toThrow('same size');
  });

  it('is a sentence if the file is not a photo', async () => {
    await writeFile(scene.at('text.jpg'), 'no photo');
    await expect(openPhoto(opened, scene.at('text.jpg'))).rejects.toThrow('is not a picture');
  });
});

afterAll(() => opened.studio.close());
