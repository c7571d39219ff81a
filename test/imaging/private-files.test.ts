import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePrivate } from '../../src-main/imaging/private-files';
import { inWorkingFolder } from '../../src-main/imaging/working-folder';

let root = '';
const at = (...names: string[]) => join(root, ...names);
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'private-files-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test.skipIf(process.platform === 'win32')(
  "an existing data folder is closed to other users with all of the program's files, and nothing else",
  async () => {
    await mkdir(at('data', 'sessions', 'one'), { recursive: true });
    for (const name of ['settings.json', 'sessions/one/document.json', 'others.txt', 'outside.txt']) {
      await writeFile(name === 'outside.txt' ? at(name) : at('data', name), 'x');
      await chmod(name === 'outside.txt' ? at(name) : at('data', name), 0o644);
    }
    await symlink(at('outside.txt'), at('data', 'sessions', 'link'));
    await chmod(at('data'), 0o755);
    await makePrivate(at('data'), ['settings.json', 'sessions', 'absent']);
    expect(await modeOf(at('data'))).toBe('700');
    expect(await modeOf(at('data', 'settings.json'))).toBe('600');
    expect(await modeOf(at('data', 'sessions', 'one'))).toBe('700');
    expect(await modeOf(at('data', 'sessions', 'one', 'document.json'))).toBe('600');
    expect(await modeOf(at('data', 'others.txt'))).toBe('644');
    expect(await modeOf(at('outside.txt'))).toBe('644');
  },
);

test.skipIf(process.platform === 'win32')(
  'working files are in a folder that only the user may read',
  async () => {
    await inWorkingFolder('test', async (folder) => expect(await modeOf(folder)).toBe('700'));
  },
);
