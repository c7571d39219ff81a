import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../src-main/network/model-card';
import { isAsBuilt } from '../../src-main/network/own-models';
import { requireBundles } from '../transport/bundle';

const TINY = 'test/fixtures/models/tiny';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daguerre-own-models-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('every network and card of the project has the SHA-256 of the build, and no other', async () => {
  const names = (await readdir('models')).filter((name) => /\.(onnx|json)$/.test(name));
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    const path = join('models', name);
    const sum = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    expect([name, isAsBuilt(path, sum), isAsBuilt(path, '0'.repeat(64))]).toEqual([name, true, false]);
  }
});

test('a network in another folder may have any name', async () => {
  await copyFile(`${TINY}.onnx`, join(folder, 'eps-universal.onnx'));
  await copyFile(`${TINY}.json`, join(folder, 'eps-universal.json'));
  expect((await loadModel(join(folder, 'eps-universal.onnx'))).card.name).toBe('tiny');
});

describe('the built program', () => {
  const models = () => join(folder, 'program', 'models');

  beforeAll(async () => {
    requireBundles();
    const program = join(folder, 'program');
    await mkdir(join(program, 'dist'), { recursive: true });
    for (const name of (await readdir('dist')).filter((name) => name.endsWith('.cjs'))) {
      await copyFile(join('dist', name), join(program, 'dist', name));
    }
    await symlink(resolve('node_modules'), join(program, 'node_modules'));
    await mkdir(models());
  });

  async function restoreFiles(): Promise<void> {
    for (const name of await readdir('models')) {
      if (name !== 'training') await cp(join('models', name), join(models(), name));
    }
  }

  function doctor() {
    const env = { ...process.env, DAGUERRE_MODEL: '' };
    const words = [join(folder, 'program', 'dist', 'cli.cjs'), 'doctor'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  test('refuses a network of its own that was replaced together with its card', async () => {
    await restoreFiles();
    await copyFile(`${TINY}.onnx`, join(models(), 'eps-universal.onnx'));
    const card: unknown = JSON.parse(await readFile(`${TINY}.json`, 'utf8'));
    await writeFile(join(models(), 'eps-universal.json'), JSON.stringify({ ...Object(card) }));
    expect(doctor()).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /eps-universal\.json isn't the file that this Daguerre was built with; .*\n$/,
      ),
    });
  });

  test('refuses a card of its own in which one number was changed', async () => {
    await restoreFiles();
    const path = join(models(), 'eps-universal.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/("blockMeans": \[\s*)2/, '$13'));
    expect(await readFile(path, 'utf8')).not.toBe(text);
    expect(doctor().stderr).toMatch(/eps-universal\.json isn't the file/);
  });

  test('accepts those of the build', async () => {
    await restoreFiles();
    expect(doctor()).toMatchObject({ status: 0, stdout: expect.stringContaining('intact'), stderr: '' });
  });
});
