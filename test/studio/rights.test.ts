import { copyFile, link, readFile, symlink } from 'node:fs/promises';
import { relative } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { WriteId } from '../../src-main/contract/window/basics';
import { answerRequest } from '../../src-main/studio/answer';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place, resultsAt, sourceAt, targetAt } from './support';

const scene = place(async (at) => {
  await writeSoft(at('photos', 'one.png'), 64, 48);
  await writeSoft(at('photos', 'two.png'), 64, 48);
});

/** One photo with a result, and another beside it. */
async function openTwo() {
  const opened = await scene.open();
  const { document } = await openPhoto(opened, scene.at('photos', 'one.png'));
  const other = await openPhoto(opened, scene.at('photos', 'two.png'));
  await opened.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([5, 5, 9, 9]) });
  const recipe = fast({ operator: 'denoise', noise: 5 });
  const { job } = await opened.studio.handlers.restore({ document: document.id, recipe });
  const [result] = (await opened.told.end(job)).results;
  return { opened, document, result, other: other.document };
}

type Two = Awaited<ReturnType<typeof openTwo>>;

/** The three ways to write a file under a chosen name. */
const WAYS = {
  result: ({ opened, document, result }: Two, target: WriteId) =>
    opened.studio.handlers.saveResult({
      document: document.id,
      result: result.id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'remove', mark: false },
      target,
      replacePhoto: true,
    }),
  mask: ({ opened, document }: Two, target: WriteId) =>
    opened.studio.handlers.saveMask({ document: document.id, target }),
  project: ({ opened, document }: Two, target: WriteId) =>
    opened.studio.handlers.saveProject({ document: document.id, target }),
} as const;
const ENDINGS = { result: 'png', mask: 'png', project: 'daguerre' } as const;
const ways = ['result', 'mask', 'project'] as const;

describe('a place that a dialog named', () => {
  it.each(ways)('is written by a %s once', async (way) => {
    const two = await openTwo();
    const target = await targetAt(two.opened, scene.at(`once.${ENDINGS[way]}`));
    await WAYS[way](two, target);
    await expect(WAYS[way](two, target)).rejects.toThrow('no longer known');
  });

  it.each(ways)('is not written by a %s with another extension, nor afterwards', async (way) => {
    const two = await openTwo();
    const path = scene.at(`script-${way}.sh`);
    await copyFile(scene.at('photos', 'one.png'), path);
    const target = await targetAt(two.opened, path);
    await expect(WAYS[way](two, target)).rejects.toThrow(`.${ENDINGS[way]}`);
    await expect(WAYS[way](two, target)).rejects.toThrow('no longer known');
    expect(await readFile(path)).toEqual(await readFile(scene.at('photos', 'one.png')));
  });

  it.each(ways)('is not written by a %s if it is another open photo, under any name', async (way) => {
    const two = await openTwo();
    const original = scene.at('photos', 'two.png');
    const before = await readFile(original);
    const [soft, hard] = [scene.at(`soft-${way}.${ENDINGS[way]}`), scene.at(`hard-${way}.${ENDINGS[way]}`)];
    await symlink(original, soft);
    await link(original, hard);
    for (const path of [soft, hard, ...(way === 'project' ? [] : [original])]) {
      const writing = WAYS[way](two, await targetAt(two.opened, path));
      await expect(writing).rejects.toThrow('is the original of an open photo');
    }
    expect(await readFile(original)).toEqual(before);
  });

  it.each(['mask', 'project'] as const)('is not written by a %s if it is the photo itself', async (way) => {
    const two = await openTwo();
    const original = scene.at('photos', 'one.png');
    const before = await readFile(original);
    const path = scene.at(`own-${way}.${ENDINGS[way]}`);
    await symlink(original, path);
    const writing = WAYS[way](two, await targetAt(two.opened, path));
    await expect(writing).rejects.toThrow('is the original of an open photo');
    expect(await readFile(original)).toEqual(before);
  });
});

describe('an id', () => {
  it('for reading is not valid for writing, and the other way round', async () => {
    const two = await openTwo();
    const { opened, document, result } = two;
    const { studio } = opened;
    const read = studio.admitPath(scene.at('photos', 'two.png')).id;
    const written = await targetAt(opened, scene.at('photos', 'two.png'));
    const folder = await sourceAt(opened, scene.at('photos'));
    const results = await resultsAt(opened, scene.at('results'));
    const ask = (name: string, input: object) =>
      answerRequest(studio, name, { document: document.id, ...input });
    const unknown = { ok: false, badRequest: true, said: { key: 'fileUnknown' } };
    const save = {
      result: result.id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'remove', mark: false },
      replacePhoto: true,
    };
    for (const target of [read, folder, results, document.id, result.id]) {
      expect(await ask('saveMask', { target })).toMatchObject(unknown);
      expect(await ask('saveProject', { target })).toMatchObject(unknown);
      expect(await ask('saveResult', { ...save, target })).toMatchObject(unknown);
    }
    for (const file of [written, folder, results, document.id]) {
      expect(await ask('openDocument', { file })).toMatchObject(unknown);
      expect(await ask('loadMask', { file })).toMatchObject(unknown);
      expect(await ask('reveal', { file })).toMatchObject(unknown);
      const recipe = fast({ operator: 'denoise', noise: 5 });
      expect(await ask('restore', { recipe, kernel: file })).toMatchObject(unknown);
    }
    const wish = {
      masks: null,
      recipe: { operator: 'denoise', noise: 5 },
      result: { format: 'same', metadata: 'keep', name: '{name}' },
      include: [],
      exclude: [],
      order: 'folder',
    };
    for (const [input, output] of [
      [read, results],
      [results, results],
      [folder, folder],
      [folder, written],
    ]) {
      expect(await answerRequest(studio, 'planBatch', { ...wish, input, output })).toMatchObject(unknown);
    }
  });
});

it('a browser can fetch its uploads and downloads, but no opened files', async () => {
  const opened = await scene.open('browser', { dialogs: false });
  const { studio } = opened;
  const { document } = await openPhoto(opened, scene.at('photos', 'one.png'));
  // Without dialogs the place isn't that of the answer.
  const target = await targetAt(opened, scene.at('photos', 'two.png'));
  const { file } = await studio.handlers.saveMask({ document: document.id, target });
  const saved = studio.downloadOf(file.id) ?? '';
  expect(relative(scene.at('browser', 'sessions'), saved)).toMatch(
    /^[^/\\]+[/\\]uploads[/\\][^/\\]+[/\\]x\.png$/,
  );
  expect(await sharp(saved).metadata()).toMatchObject({ width: 64, height: 48 });
  const uploaded = await studio.placeUpload('../my: photo.png');
  await copyFile(scene.at('photos', 'two.png'), uploaded);
  expect(studio.downloadOf(studio.admitPath(uploaded).id)).toBe(uploaded);
  expect(studio.downloadOf(document.file?.id ?? '')).toBeUndefined();
  expect(studio.downloadOf(await targetAt(opened, saved))).toBeUndefined();
});

describe('a project', () => {
  const saveAgain = ({ studio }: Opened, document: string) =>
    studio.handlers.saveProject({ document, target: null });

  it('that a dialog named is saved again without another, in later runs too', async () => {
    const opened = await scene.open('named');
    const { document } = await openPhoto(opened, scene.at('photos', 'one.png'));
    const target = await targetAt(opened, scene.at('named.daguerre'));
    await opened.studio.handlers.saveProject({ document: document.id, target });
    await saveAgain(opened, document.id);
    const later = await scene.open('named');
    const { document: again } = await openPhoto(later, scene.at('named.daguerre'));
    expect(again.project).toMatchObject({ isNamed: true });
    await later.studio.handlers.updateMask({ document: again.id, tiles: boxTiles([1, 1, 5, 5]) });
    await saveAgain(later, again.id);
    expect((await openPhoto(await scene.open(), scene.at('named.daguerre'))).mask).toHaveLength(1);
  });

  it('that was only opened is not written: by drop, from recent files, or at the start', async () => {
    const opened = await scene.open('stranger');
    await copyFile(scene.at('named.daguerre'), scene.at('strange.daguerre'));
    const before = await readFile(scene.at('strange.daguerre'));
    const { document } = await openPhoto(opened, scene.at('strange.daguerre'));
    expect(document.project).toMatchObject({ isNamed: false });
    await opened.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([9, 9, 5, 5]) });
    await expect(saveAgain(opened, document.id)).rejects.toThrow('no longer known');
    expect(await readFile(scene.at('strange.daguerre'))).toEqual(before);
  });

  it('needs a dialog again after recent files were forgotten', async () => {
    const opened = await scene.open('named');
    await opened.studio.handlers.forgetRecent({});
    const { document } = await openPhoto(opened, scene.at('named.daguerre'));
    expect(document.project).toMatchObject({ isNamed: false });
  });
});

it('replacing the photo by its result needs a confirmation, and keeps the picture open', async () => {
  const two = await openTwo();
  const own = scene.at('photos', 'one.png');
  const before = await readFile(own);
  await WAYS.result(two, await targetAt(two.opened, own));
  expect(await readFile(own)).not.toEqual(before);
  expect(await sharp(own).metadata()).toMatchObject({ width: 64, height: 48 });
});
