import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { channels } from '../../src-main/contract/window/channels';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { openPhoto, writePhoto } from './steps';

test.use({ model: 'tiny' });

/** Channels that close what the other requests need, so they come last. */
const LAST = ['closeDocument', 'removeResult', 'discardRecovered', 'cancelJob', 'closeBatch', 'forgetBatch'];

/** All channels but the one that closes the window. */
const NAMES = Object.keys(channels)
  .filter((name) => name !== 'answerClosing')
  .sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));

/** Every file of a folder by its path, as a hash of its bytes with the time when it was written. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) files[path] = 'folder';
    else {
      const { mtimeMs } = await stat(path);
      files[path] = `${createHash('sha256')
        .update(await readFile(path))
        .digest('hex')} ${Math.round(mtimeMs)}`;
    }
  }
  return files;
}

/**
 * Asks every channel for everything with every id, as code in the page may. `fields` holds what the channels need beside
 * ids; the answers come as text.
 */
async function askAll(
  page: Page,
  names: readonly string[],
  ids: readonly string[],
  documents: readonly string[],
) {
  return page.evaluate(
    async ({ names, ids, documents }) => {
      const fields = {
        name: 'coffee',
        purpose: 'photo',
        extension: 'png',
        replacePhoto: true,
        look: { strength: 1, grain: 0 },
        options: { format: 'png', metadata: 'keep', mark: false },
        recipe: { operator: 'denoise', noise: 5, steps: 2, provider: 'cpu' },
        view: { x: 0, y: 0, width: 32, height: 32 },
        area: { x: 0, y: 0, width: 32, height: 32 },
        angle: 0,
        tiles: [],
        x: 1,
        y: 1,
        tolerance: 9,
        margin: 0,
        contiguous: true,
        sensitivity: 0.5,
        repairs: null,
        masks: null,
        result: { format: 'same', metadata: 'keep', name: '{name}' },
        include: [],
        exclude: [],
        order: 'folder',
        row: 1,
        rows: [1],
        offset: 0,
        limit: 9,
        verdict: 'accepted',
        onBattery: true,
        onlyIdle: false,
      };
      const answers: string[] = [];
      for (const name of names) {
        const ask = Object.entries(globalThis.daguerre.requests).find(([known]) => known === name)?.[1];
        if (!ask) throw new Error(`no channel ${name}`);
        for (const id of ids) {
          for (const document of documents) {
            const given = { file: id, target: id, kernel: id, input: id, output: id, batch: id, job: id };
            const more = { picture: id, recovered: id, folder: id, base: id, over: id };
            const results = name === 'planBatch' ? {} : { result: id };
            const input = { ...fields, ...given, ...more, ...results, document };
            const reply = await Reflect.apply(ask, null, [
              name === 'chooseFolder' ? { purpose: 'photos' } : input,
            ]);
            answers.push(`${name}: ${JSON.stringify(reply)}`);
          }
        }
      }
      return answers;
    },
    { names, ids, documents },
  );
}

test('code in the page can read only opened files, and write only places from a dialog', async ({
  launch,
  data,
}) => {
  const home = join(data, 'home');
  await mkdir(join(home, 'album'), { recursive: true });
  const [photo, secret] = [join(home, 'photo.png'), join(home, 'secret.png')];
  await writePhoto(photo, 64, 48);
  await writePhoto(secret, 37, 53);
  await cp(secret, join(home, 'album', 'hidden.png'));
  await writeFile(join(home, 'notes.txt'), 'the combination is 4711');
  await cp('test/fixtures/before-detail/project.daguerre', join(home, 'work.daguerre'));
  // Most file systems note when a file is read, where it was written after it was read before.
  const unread = [secret, join(home, 'album', 'hidden.png'), join(home, 'notes.txt')];
  const before = await snapshot(home);
  for (const path of unread) await utimes(path, 1, (await stat(path)).mtimeMs / 1000);

  const { app, page } = await launch({ data: join(data, 'program'), args: [join(home, 'work.daguerre')] });
  await expect(page.getByRole('application')).toBeVisible({ timeout: 30_000 });
  await openPhoto(app, page, photo, 'photo.png');
  await answerDialogs(app, {});
  const stolen = await page.evaluate(async () => {
    const { requests } = globalThis.daguerre;
    return JSON.stringify([await requests.openDocuments({}), await requests.programInfo({})]);
  });
  const ids = [...new Set(Array.from(stolen.matchAll(/"(?:id|run)":"([^"]+)"/g), ([, id = '']) => id))];
  const documents = Array.from(stolen.matchAll(/"document":{"id":"([^"]+)"/g), ([, id = '']) => id);
  expect(documents).toHaveLength(2);
  expect(ids.length).toBeGreaterThan(6);
  const guesses = [
    secret,
    `file://${secret}`,
    '../secret.png',
    '..%2fsecret.png',
    'secret.png',
    '1',
    'A'.repeat(20),
  ];

  const answers = await askAll(page, NAMES, [...ids, ...guesses], documents);
  const answered = (name: string) => answers.filter((answer) => answer.startsWith(`${name}: {"ok":true`));
  // Permitted requests get an answer.
  expect(answered('openDocument').length).toBeGreaterThan(0);
  expect(answered('preview').length).toBeGreaterThan(0);
  for (const name of ['saveResult', 'saveMask', 'saveProject', 'planBatch', 'saveLists'])
    expect(answered(name)).toEqual([]);
  expect(answers.filter((answer) => /secret\.png"|hidden|"width":37\b|4711/.test(answer))).toEqual([]);

  const forged = await page.evaluate(async (path) => {
    const bytes = { arrayBuffer: async () => new ArrayBuffer(0), name: 'x.png' };
    const files: unknown[] = [
      { ...bytes, path },
      Object.defineProperties(Object.create(File.prototype), { name: { value: 'x' }, path: { value: path } }),
      new File([], path),
    ];
    const told: string[] = [];
    for (const file of files) {
      const admitted = await Reflect.apply(globalThis.daguerre.admitFile, null, [file]).catch(String);
      const { id } = Object(admitted.value);
      told.push(JSON.stringify(await globalThis.daguerre.requests.openDocument({ file: id }).catch(String)));
    }
    for (const address of [`file://${path}`, `photo://tiles/${path}/0/0/0`, `app://daguerre/${path}`]) {
      const reply = await fetch(address).then((response) => response.status, String);
      told.push(`${address}: ${reply}`);
    }
    return told;
  }, secret);
  expect(forged.filter((told) => /"ok":true|: 200/.test(told))).toEqual([]);

  const touched = await Promise.all(unread.map(async (path) => (await stat(path)).atimeMs));
  expect(touched).toEqual(unread.map(() => 1000));
  expect(await snapshot(home)).toEqual(before);
});

test('a place from a dialog is written once, and nothing beside it', async ({ launch, data }) => {
  const home = join(data, 'home');
  await mkdir(home);
  await writePhoto(join(home, 'photo.png'), 64, 48);
  const { app, page } = await launch({ data: join(data, 'program') });
  await openPhoto(app, page, join(home, 'photo.png'), 'photo.png');
  await answerDialogs(app, { save: join(home, 'named.png') });
  const saved = await page.evaluate(async () => {
    const { requests } = globalThis.daguerre;
    const text = JSON.stringify(await requests.openDocuments({}));
    const [, document = ''] = /"document":{"id":"([^"]+)"/.exec(text) ?? [];
    const named = await requests.chooseToSave({ name: 'x', extension: 'png', document });
    const [, target = ''] = /"id":"([^"]+)"/.exec(JSON.stringify(named)) ?? [];
    const save = async () => {
      const reply: { ok: boolean } = await Reflect.apply(requests.saveMask, null, [{ document, target }]);
      return reply.ok;
    };
    return [await save(), await save()];
  });
  expect(saved).toEqual([true, false]);
  expect((await readdir(home)).sort()).toEqual(['named.png', 'photo.png']);
});
