import { cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src-main/contract/window/results';
import { writeSoft } from '../cli/support';
import { boxTiles, emptyTile, fast, type Opened, openPhoto, place, targetAt } from './support';

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), 300, 200);
  await writeSoft(at('photos', 'new.png'), 90, 60);
});

/** Saves a result as a photo; returns whether everything is saved then. */
async function save(opened: Opened, document: string, result: string): Promise<boolean> {
  const { allHeld } = await opened.studio.handlers.saveResult({
    document,
    result,
    look: { strength: 1, grain: 0 },
    options: { format: 'tiff', metadata: 'remove', mark: false },
    target: await targetAt(opened, scene.at(`${document}.tif`)),
    replacePhoto: false,
  });
  return allHeld;
}

/** Recovers the one document that is offered. */
async function recoverOnly({ studio: { handlers } }: Opened) {
  const { recovered } = await handlers.programInfo({});
  expect(recovered).toHaveLength(1);
  return handlers.recoverDocument({ recovered: recovered[0].id });
}

/** A studio over the data folder of this name, in which a project of 'old.png' is open. */
async function openProject(data: string) {
  const opened = await scene.open(data);
  const { handlers } = opened.studio;
  const { document } = await openPhoto(opened, scene.at('photos', 'old.png'));
  const path = scene.at(`${data}.daguerre`);
  await handlers.saveProject({ document: document.id, target: await targetAt(opened, path) });
  await handlers.closeDocument({ document: document.id });
  const project = (await openPhoto(opened, path)).document.id;
  return {
    opened,
    project,
    /** Cuts out a part of 90 x 60 pixels, and marks something in it. */
    cut: async (x: number) => {
      const area = { x, y: 10, width: 90, height: 60 };
      const part = (await handlers.cropDocument({ document: project, area, angle: 0 })).document.id;
      await handlers.updateMask({ document: part, tiles: boxTiles([1, 1, 5, 5]) });
      return part;
    },
  };
}

/** The photos of opened projects that a data folder has. */
async function projectPhotos(data: string): Promise<string[]> {
  const files = await readdir(scene.at(data, 'sessions'), { recursive: true });
  return files.filter((file) => basename(file) === 'photo.png');
}

/** The pixel at (150, 100) of each result. */
function pixelsOf({ studio }: Opened, results: readonly Pick<Result, 'picture'>[]) {
  return Promise.all(
    results.map(({ picture }) => studio.handlers.readPixel({ picture: picture.id, x: 150, y: 100 })),
  );
}

describe('unsaved work', () => {
  it('is offered after an unclean end, and comes back with its mask and repairs', async () => {
    const first = await scene.open('crashed');
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    const tiles = boxTiles([10, 20, 30, 5]);
    await first.studio.handlers.updateMask({ document: document.id, tiles });
    await first.studio.handlers.rememberRepairs({ document: document.id, repairs: ['scratches'] });
    const untouched = await openPhoto(first, scene.at('photos', 'old.png'));
    expect(untouched.mask).toEqual([]);

    // The first studio is never closed: its process is this one, which a later run takes as over.
    const second = await scene.open('crashed');
    const { recovered } = await second.studio.handlers.programInfo({});
    expect(recovered.map(({ name }) => name)).toEqual(['old.png']);
    const back = await second.studio.handlers.recoverDocument({ recovered: recovered[0].id });
    expect(back.mask).toEqual(tiles);
    expect(back.repairs).toEqual(['scratches']);
    expect(back.document).toMatchObject({ name: 'old.png', file: { name: 'old.png' } });
    expect((await second.studio.handlers.programInfo({})).recovered).toEqual([]);
  });

  it('stays for the next start when the program is closed, until it is discarded', async () => {
    const first = await scene.open('quit');
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    await first.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([1, 1, 5, 5]) });
    await first.studio.close();
    const second = await scene.open('quit');
    const [left] = (await second.studio.handlers.programInfo({})).recovered;
    await second.studio.handlers.discardRecovered({ recovered: left.id });
    await second.studio.close();
    const third = await scene.open('quit');
    expect((await third.studio.handlers.programInfo({})).recovered).toEqual([]);
  });

  it('is not offered after the photo was closed, the mask erased, or a result saved', async () => {
    const first = await scene.open('tidy');
    const { studio, told } = first;
    const open = async () => {
      const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
      await studio.handlers.updateMask({ document: document.id, tiles: boxTiles([1, 1, 5, 5]) });
      return document.id;
    };
    await studio.handlers.closeDocument({ document: await open() });
    await studio.handlers.updateMask({ document: await open(), tiles: [emptyTile(0, 0)] });
    const saved = await open();
    const { job } = await studio.handlers.restore({ document: saved, recipe: fast({ operator: 'inpaint' }) });
    const [result] = (await told.end(job)).results;
    await save(first, saved, result.id);
    await studio.close();
    expect(await readdir(scene.at('tidy', 'sessions'))).toEqual([]);
  });

  it('comes back with its results and their looks, but for those that were removed', async () => {
    const first = await scene.open('results');
    const { handlers } = first.studio;
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    await handlers.rememberRepairs({ document: document.id, repairs: ['noise'] });
    const recipe = fast({ operator: 'denoise', noise: 12, samples: 3 });
    const { job } = await handlers.restore({ document: document.id, recipe });
    const { results } = await first.told.end(job);
    const look = { strength: 0.5, grain: 0 };
    await handlers.applyLook({ document: document.id, result: results[2].id, look });
    await handlers.removeResult({ document: document.id, result: results[0].id });
    const pixels = await pixelsOf(first, results.slice(1));

    const second = await scene.open('results');
    const back = await recoverOnly(second);
    expect(back).toMatchObject({ mask: [], repairs: ['noise'] });
    expect(back.results.map(({ sample, made }) => [sample, made])).toEqual(
      results.slice(1).map(({ sample, made }) => [sample, made]),
    );
    expect(back.results.map(({ id }) => back.looks[id])).toEqual([undefined, look]);
    expect(await pixelsOf(second, back.results)).toEqual(pixels);

    // A third start finds them too.
    expect((await recoverOnly(await scene.open('results'))).results).toHaveLength(2);
  });

  it('is not offered after a crash if all was saved as photos, until something is done again', async () => {
    const first = await scene.open('saved');
    const { studio, told } = first;
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    const tiles = boxTiles([10, 20, 30, 5]);
    await studio.handlers.updateMask({ document: document.id, tiles });
    const { job } = await studio.handlers.restore({
      document: document.id,
      recipe: fast({ operator: 'inpaint' }),
    });
    const [result] = (await told.end(job)).results;
    await save(first, document.id, result.id);

    // Never closed: the process of its end is this one, which a later run takes as over.
    const copied = scene.at('saved-copy');
    await cp(scene.at('saved'), copied, { recursive: true });
    const second = (await scene.open('saved-copy')).studio;
    expect((await second.handlers.programInfo({})).recovered).toEqual([]);

    await studio.handlers.updateMask({ document: document.id, tiles: boxTiles([100, 20, 9, 5]) });
    const third = (await scene.open('saved')).studio;
    expect((await third.handlers.programInfo({})).recovered).toHaveLength(1);
  });

  it('is grouped by photo, with a small picture of each', async () => {
    const first = await scene.open('grouped');
    for (const name of ['old.png', 'new.png', 'old.png']) {
      const { document } = await openPhoto(first, scene.at('photos', name));
      await first.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([1, 1, 5, 5]) });
    }
    await rm(scene.at('photos', 'new.png'));
    const { studio } = await scene.open('grouped');
    const { recovered } = await studio.handlers.programInfo({});
    const photosOf = (name: string) =>
      new Set(recovered.filter((one) => one.name === name).map((one) => one.photo));
    expect(recovered).toHaveLength(3);
    expect(photosOf('old.png').size).toBe(1);
    expect(photosOf('new.png')).not.toEqual(photosOf('old.png'));
    const tileOf = async (name: string) => {
      const { picture = '' } = recovered.find((one) => one.name === name) ?? {};
      const [id = ''] = picture.split('/');
      expect(studio.knewPicture(id)).toBe(true);
      return studio.readTile(id, 0, 0, 0);
    };
    expect(await sharp((await tileOf('old.png'))?.bytes).metadata()).toMatchObject({
      width: 192,
      height: 128,
    });
    // The photo is gone, but the work on it can still be discarded.
    expect(await tileOf('new.png')).toBeUndefined();
  });

  it('is kept until every result is saved with its current look and marks', async () => {
    const first = await scene.open('several');
    const { handlers } = first.studio;
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    await handlers.updateMask({ document: document.id, tiles: boxTiles([10, 20, 30, 5]) });
    const recipe = fast({ operator: 'inpaint', samples: 2 });
    const { job } = await handlers.restore({ document: document.id, recipe });
    const [one, other] = (await first.told.end(job)).results;
    expect(await save(first, document.id, one.id)).toBe(false);
    expect(await save(first, document.id, other.id)).toBe(true);
    await handlers.applyLook({ document: document.id, result: one.id, look: { strength: 0.5, grain: 0 } });
    expect(await save(first, document.id, other.id)).toBe(false);
    expect(await save(first, document.id, one.id)).toBe(true);
    await handlers.updateMask({ document: document.id, tiles: boxTiles([100, 20, 9, 5]) });
    expect(await save(first, document.id, one.id)).toBe(false);
    await handlers.saveProject({
      document: document.id,
      target: await targetAt(first, scene.at('several.daguerre')),
    });
    expect(await save(first, document.id, one.id)).toBe(true);
  });

  it('of a pasted picture is recovered although the picture has no file', async () => {
    const first = await scene.open('pasted');
    const bytes = await readFile(scene.at('photos', 'old.png'));
    const file = await first.studio.admitBytes('../clip/board.png', bytes);
    expect(file).toMatchObject({ folder: '' });
    const { document } = await first.studio.handlers.openDocument({ file: file.id });
    expect(document.file).toBeNull();
    await first.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([1, 1, 5, 5]) });
    await first.studio.close();
    const second = await scene.open('pasted');
    const { recovered, recent } = await second.studio.handlers.programInfo({});
    expect(recent).toEqual([]);
    const back = await second.studio.handlers.recoverDocument({ recovered: recovered[0].id });
    expect(back.document).toMatchObject({ width: 300, height: 200, file: null });
  });

  it('on an uploaded photo keeps the upload until it is discarded, and no other upload', async () => {
    const browser = () => scene.open('uploaded', { dialogs: false });
    const first = await browser();
    const upload = async (name: string) => {
      const path = await first.studio.placeUpload(name);
      await cp(scene.at('photos', 'old.png'), path);
      const { document } = await openPhoto(first, path);
      return { document: document.id, path };
    };
    const [kept, discarded, plain] = [
      await upload('kept.png'),
      await upload('gone.png'),
      await upload('a.png'),
    ];
    for (const { document } of [kept, discarded])
      await first.studio.handlers.updateMask({ document, tiles: boxTiles([1, 1, 5, 5]) });

    // Never closed, as after a crash.
    const second = await browser();
    const there = async (files: readonly { path: string }[]) =>
      (await Promise.all(files.map(({ path }) => stat(path).catch(() => null)))).map(Boolean);
    expect(await there([kept, discarded, plain])).toEqual([true, true, false]);
    const { recovered } = await second.studio.handlers.programInfo({});
    const idOf = (name: string) => recovered.find((one) => one.name === name)?.id ?? '';
    const back = await second.studio.handlers.recoverDocument({ recovered: idOf('kept.png') });
    expect(back.document).toMatchObject({ name: 'kept.png', width: 300, height: 200 });
    await second.studio.handlers.discardRecovered({ recovered: idOf('gone.png') });
    expect(await there([kept, discarded])).toEqual([true, false]);

    // A part of it is unsaved work of the later run, and needs the upload of the earlier one.
    const area = { x: 20, y: 10, width: 90, height: 60 };
    const part = await second.studio.handlers.cropDocument({ document: back.document.id, area, angle: 0 });
    await second.studio.handlers.updateMask({ document: part.document.id, tiles: boxTiles([1, 1, 5, 5]) });
    await second.studio.handlers.closeDocument({ document: back.document.id });
    await second.studio.close();
    const third = await browser();
    expect((await recoverOnly(third)).document).toMatchObject({ width: 90, height: 60 });
    for (const { id } of (await third.studio.handlers.openDocuments({})).documents.map(
      ({ document }) => document,
    ))
      await third.studio.handlers.closeDocument({ document: id });
    await third.studio.close();
    expect(await readdir(scene.at('uploaded', 'sessions'))).toEqual([]);
  });

  it("on a project is recovered with the project's results in their last looks", async () => {
    const first = await scene.open('project');
    const { studio, told } = first;
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    const recipe = fast({ operator: 'denoise', noise: 12, samples: 2 });
    const { results } = await told.end(
      (await studio.handlers.restore({ document: document.id, recipe })).job,
    );
    const look = (result: number, strength: number) =>
      studio.handlers.applyLook({
        document: document.id,
        result: results[result].id,
        look: { strength, grain: 0.25 },
      });
    await look(0, 0.4);
    await look(1, 0.6);
    const target = await targetAt(first, scene.at('kept.daguerre'));
    await studio.handlers.saveProject({ document: document.id, target });
    await look(1, 0.8);

    const { handlers } = (await scene.open('project')).studio;
    const [left] = (await handlers.programInfo({})).recovered;
    const back = await handlers.recoverDocument({ recovered: left.id });
    expect(back.results.map(({ made }) => made)).toEqual(results.map(({ made }) => made));
    expect(back.results.map(({ id }) => back.looks[id])).toEqual([
      { strength: 0.4, grain: 0.25 },
      { strength: 0.8, grain: 0.25 },
    ]);
  });

  it("on parts of a project keeps the project's photo until the last part is closed", async () => {
    const { opened, project, cut } = await openProject('parts');
    const { handlers } = opened.studio;
    const saved = await cut(20);
    await cut(120);
    await handlers.closeDocument({ document: project });
    await handlers.saveProject({
      document: saved,
      target: await targetAt(opened, scene.at('part.daguerre')),
    });
    await handlers.closeDocument({ document: saved });

    // Never closed, as after a crash.
    const second = await scene.open('parts');
    const back = await recoverOnly(second);
    expect(back.document).toMatchObject({ width: 90, height: 60 });
    expect(back.mask).toEqual(boxTiles([1, 1, 5, 5]));
    expect(await projectPhotos('parts')).toHaveLength(1);
    await second.studio.handlers.closeDocument({ document: back.document.id });
    expect(await projectPhotos('parts')).toEqual([]);
  });

  it('on a part of a project stays on offer when the recovered project is closed', async () => {
    const { opened, project, cut } = await openProject('whole');
    await cut(20);
    await opened.studio.handlers.updateMask({ document: project, tiles: boxTiles([1, 1, 5, 5]) });

    const second = await scene.open('whole');
    const { recovered } = await second.studio.handlers.programInfo({});
    const whole = recovered.find(({ name }) => name === 'old.png')?.id ?? '';
    const back = await second.studio.handlers.recoverDocument({ recovered: whole });
    await second.studio.handlers.closeDocument({ document: back.document.id });
    expect((await recoverOnly(second)).document).toMatchObject({ width: 90, height: 60 });
  });

  it('stays on offer if its photo is missing, and is recovered when the photo is back', async () => {
    const first = await scene.open('moved');
    const photo = scene.at('photos', 'moved.png');
    await writeSoft(photo, 80, 60);
    const { document } = await openPhoto(first, photo);
    await first.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([1, 1, 5, 5]) });
    await first.studio.close();
    await rename(photo, `${photo}.away`);
    const { handlers } = (await scene.open('moved')).studio;
    const recover = async () => {
      const [left] = (await handlers.programInfo({})).recovered;
      return handlers.recoverDocument({ recovered: left.id });
    };
    await expect(recover()).rejects.toThrow("doesn't exist");
    await rename(`${photo}.away`, photo);
    expect((await recover()).mask).toHaveLength(1);
  });

  it('keeps complete mask tiles if another one is damaged', async () => {
    const first = await scene.open('torn');
    const { document } = await openPhoto(first, scene.at('photos', 'old.png'));
    const tiles = boxTiles([250, 10, 20, 5]);
    await first.studio.handlers.updateMask({ document: document.id, tiles });
    await first.studio.close();
    const [run] = await readdir(scene.at('torn', 'sessions'));
    const documents = scene.at('torn', 'sessions', run, 'documents');
    const [folder] = await readdir(documents);
    const kept = scene.at('torn', 'sessions', run, 'documents', folder, 'mask', 'tiles');
    const content = await readFile(kept);
    // Within the first tile, that of column 0: its runs don't add up to a tile any more.
    content[20]++;
    await writeFile(kept, content);
    const second = await scene.open('torn');
    const [left] = (await second.studio.handlers.programInfo({})).recovered;
    const back = await second.studio.handlers.recoverDocument({ recovered: left.id });
    expect(back.mask).toEqual(tiles.filter(({ column }) => column === 1));
  });
});
