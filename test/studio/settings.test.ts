import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { channels } from '../../src-main/contract/window/channels';
import { answerRequest } from '../../src-main/studio/answer';
import { writeSoft } from '../cli/support';
import { boxTiles, openPhoto, place } from './support';

const scene = place(async () => {});

describe("the program's settings", () => {
  it('are kept for the next start', async () => {
    const first = await scene.open('kept');
    await first.studio.handlers.changeSettings({ theme: 'light', mark: false });
    await first.studio.handlers.savePreset({ name: 'Attic', repairs: { a: 1 } });
    await first.studio.handlers.savePreset({ name: 'Attic', repairs: { a: 2 } });
    await first.studio.handlers.savePreset({ name: 'Beach', repairs: {} });
    await first.studio.handlers.removePreset({ name: 'Beach' });
    const second = await scene.open('kept');
    const info = channels.programInfo.output.parse(await second.studio.handlers.programInfo({}));
    expect(info.settings).toMatchObject({ theme: 'light', mark: false, metadata: 'keep' });
    expect(info.presets).toEqual([{ name: 'Attic', repairs: { a: 2 } }]);
  });

  it('aren’t overwritten if they couldn’t be read, which is reported', async () => {
    // A folder in place of the file stands for a failing disk.
    await mkdir(scene.at('unread', 'settings.json'), { recursive: true });
    const { studio } = await scene.open('unread');
    await expect(studio.handlers.changeSettings({ theme: 'light' })).rejects.toThrow(
      /settings\.json can't be read \(EISDIR\)/,
    );
    expect((await stat(scene.at('unread', 'settings.json'))).isDirectory()).toBe(true);
  });

  it.each(['{"theme": 7}', '{"theme": "da', ''])(
    'are reset if settings.json is %j, with a message',
    async (text) => {
      const data = `broken-${text.length}`;
      await mkdir(scene.at(data), { recursive: true });
      await writeFile(scene.at(data, 'settings.json'), text);
      const { studio, told } = await scene.open(data);
      const { settings } = await studio.handlers.programInfo({});
      expect(settings.theme).toBe('dark');
      const { said } = await told.until('notice', () => true);
      const path = scene.at(data, 'settings.json');
      expect(said).toEqual({ key: 'setAside', values: { path, aside: `${path}.broken` } });
      expect(await readFile(scene.at(data, 'settings.json.broken'), 'utf8')).toBe(text);
    },
  );
});

describe('the first start', () => {
  const isFirst = async (data: string) => {
    const { studio } = await scene.open(data);
    return (await studio.handlers.programInfo({})).isFirstStart;
  };

  it('counts as first until the tour was shown', async () => {
    expect(await isFirst('new')).toBe(true);
    const { studio } = await scene.open('new');
    await studio.handlers.changeSettings({ tourSeen: true });
    expect(await isFirst('new')).toBe(false);
  });

  it.each([
    ['settings.json', '{ "theme": "light" }'],
    ['recent.json', '["/photo.jpg"]'],
  ])('is not the first if an earlier version has left %s', async (name, text) => {
    const data = `before-${name}`;
    await mkdir(scene.at(data), { recursive: true });
    await writeFile(scene.at(data, name), text);
    expect(await isFirst(data)).toBe(false);
  });
});

describe('a change of one setting', () => {
  it('leaves the others as they were chosen', async () => {
    const { studio } = await scene.open('changed');
    await answerRequest(studio, 'changeSettings', { theme: 'light', mark: false });
    await answerRequest(studio, 'changeSettings', { language: 'de' });
    expect(await answerRequest(studio, 'changeSettings', { metadata: 'remove' })).toEqual({
      ok: true,
      value: {
        theme: 'light',
        language: 'de',
        provider: 'auto',
        metadata: 'remove',
        mark: false,
        tourSeen: false,
        updates: false,
      },
    });
  });
});

describe('a listener to the settings', () => {
  it('gets them now and after each change, until it is removed', async () => {
    const { studio } = await scene.open('heard');
    const heard: string[] = [];
    const stop = studio.onSettings(({ language }) => heard.push(language));
    await studio.handlers.changeSettings({ language: 'fr' });
    stop();
    await studio.handlers.changeSettings({ language: 'de' });
    expect(heard).toEqual(['system', 'fr']);
  });
});

describe('the recent files', () => {
  it("contain the user's files, but no uploads or downloads of a browser", async () => {
    const opened = await scene.open('recent', { dialogs: false });
    const { handlers } = opened.studio;
    const [own, uploaded] = [scene.at('own.png'), await opened.studio.placeUpload('uploaded.png')];
    await writeSoft(own, 40, 30);
    await writeSoft(uploaded, 40, 30);
    await openPhoto(opened, own);
    const { document } = await openPhoto(opened, uploaded);
    const answer = await handlers.chooseToSave({ name: 'work', extension: 'daguerre' });
    const { target } = channels.chooseToSave.output.parse(answer);
    await handlers.saveProject({ document: document.id, target: target?.id ?? null });
    const { recent } = await handlers.programInfo({});
    expect(recent.map(({ name }) => name)).toEqual(['own.png']);
    expect(await answerRequest(opened.studio, 'forgetRecent', {})).toEqual({ ok: true, value: undefined });
    expect((await handlers.programInfo({})).recent).toEqual([]);
    const next = await scene.open('recent');
    expect((await next.studio.handlers.programInfo({})).recent).toEqual([]);
  });
});

describe('the data folder', () => {
  it.skipIf(process.platform === 'win32')("is its owner's alone, with every file in it", async () => {
    const opened = await scene.open('private');
    await writeSoft(scene.at('private.png'), 40, 30);
    const { document } = await openPhoto(opened, scene.at('private.png'));
    await opened.studio.handlers.updateMask({ document: document.id, tiles: boxTiles([1, 1, 5, 5]) });
    await opened.studio.handlers.changeSettings({ theme: 'light' });
    await opened.studio.admitBytes('paste.png', new Uint8Array(9));
    const entries = await readdir(scene.at('private'), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files.length).toBeGreaterThan(4);
    for (const path of files) expect([path, (await stat(path)).mode & 0o077]).toEqual([path, 0]);
    expect((await stat(scene.at('private'))).mode & 0o077).toBe(0);
  });
});

describe('a request', () => {
  it('is answered with a value, or with a sentence and the kind of error', async () => {
    const { studio } = await scene.open();
    expect(await answerRequest(studio, 'changeSettings', { theme: 'light' })).toMatchObject({ ok: true });
    for (const [name, input] of [
      ['changeSettings', { theme: 'pink' }],
      ['constructor', {}],
      ['closeDocument', { document: 'nothing' }],
      ['openDocument', { file: '../../etc/passwd' }],
    ] as const) {
      expect(await answerRequest(studio, name, input)).toMatchObject({ ok: false, badRequest: true });
    }
  });

  it("that fails in another process is answered with the message's key, for the window's language", async () => {
    const { studio } = await scene.open();
    const path = scene.at('letter.txt');
    await writeFile(path, 'Dear Sir,');
    const open = (file: string) => answerRequest(studio, 'openDocument', { file });
    expect(await open(studio.admitPath(path).id)).toMatchObject({
      ok: false,
      said: { key: 'notAPicture', values: { path } },
    });
    const missing = scene.at('gone.png');
    expect(await open(studio.admitPath(missing).id)).toMatchObject({
      ok: false,
      said: { key: 'fileMissing', values: { path: missing } },
    });
  });

  it("for a place to save suggests the photo's folder and a name with its extension", async () => {
    const { studio, dialogs } = await scene.open();
    const { document } = await studio.handlers.openExample({ name: 'coffee' });
    expect(document.file).toBeNull();
    dialogs.save = scene.at('out.png');
    const asked = { name: '../out', extension: 'png', document: document.id } as const;
    const answer = await studio.handlers.chooseToSave(asked);
    expect(answer).toMatchObject({ target: { name: 'out.png' }, isPhotoItself: false });
    expect(dialogs.suggested).toBe(join(homedir(), 'out.png'));
    dialogs.save = null;
    expect(await studio.handlers.chooseToSave(asked)).toMatchObject({ target: null });
  });

  it("for an example finds its small picture under programInfo's path", async () => {
    const { studio } = await scene.open();
    const { examples } = await studio.handlers.programInfo({});
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const { picture } of examples) {
      const [id, level, column, row] = picture.split('/');
      const tile = await studio.readTile(id, Number(level), Number(column), Number(row));
      expect(tile?.bytes.length).toBeGreaterThan(1000);
    }
  });
});
