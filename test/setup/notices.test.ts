import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

let clone = '';

/** A small project: a package that is bundled, one that lies beside the bundles, one for development, and the tools. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'daguerre-notices-'));
  cpSync('src-main/setup', join(clone, 'src-main', 'setup'), { recursive: true });
  for (const name of ['electron-builder.yml', 'examples/README.md']) write(name, readFileSync(name, 'utf8'));
  const lock: Record<string, object> = { '': {} };
  const add = (name: string, dev: boolean, licence = 'MIT', words?: string) => {
    lock[`node_modules/${name}`] = { version: '1.0.0', dev };
    const package_ = { name, version: '1.0.0', license: licence, author: `The author of ${name}` };
    write(`node_modules/${name}/package.json`, JSON.stringify(package_));
    if (words) write(`node_modules/${name}/LICENSE.md`, words);
  };
  for (const name of ['assemblyscript', 'rolldown', 'electron'])
    add(name, true, 'MIT', 'The words of the tools');
  add('bundled', true, 'Odd', 'The words of bundled');
  add('beside', false);
  add('unshipped', true, 'MIT', 'The words of unshipped');
  // The builder leaves it out.
  add('adm-zip', false, 'MIT', 'The words of adm-zip');
  write('package-lock.json', JSON.stringify({ packages: lock }));
  write('dist/packages.json', JSON.stringify([{ name: 'bundled', version: '1.0.0' }]));
  for (const name of ['preload-packages.json', 'renderer/packages.json']) write(`dist/${name}`, '[]');
  return () => rmSync(clone, { recursive: true });
});

test('the notices hold the words of what ships, once where they are the same, and of nothing else', () => {
  expect(notices()).toEqual({ status: 0, stderr: '' });
  const text = readFileSync(join(clone, 'dist', 'renderer', 'third-party.txt'), 'utf8');
  expect(text).toContain('bundled 1.0.0\n\nThe words of bundled');
  expect(text).toContain('assemblyscript 1.0.0\nelectron 1.0.0\nrolldown 1.0.0\n\nThe words of the tools');
  expect(text.split('The words of the tools')).toHaveLength(2);
  expect(text).toMatch(/beside 1\.0\.0\n\nMIT License\n\nCopyright \(c\) The author of beside\n/);
  expect(text).not.toMatch(/unshipped|adm-zip/);
  expect(text).toContain('`coffee.jpg`');
});

test('a package that has no words of a licence ends the build, by name', () => {
  rmSync(join(clone, 'node_modules', 'bundled', 'LICENSE.md'));
  expect(notices()).toEqual({
    status: 1,
    stderr: `bundled 1.0.0 has no words of a licence ("Odd"); it can't be shipped.\n`,
  });
});

test('a bundled package that the lockfile doesn’t know ends the build', () => {
  write('dist/renderer/packages.json', JSON.stringify([{ name: 'bundled', version: '2.0.0' }]));
  expect(notices()).toMatchObject({ status: 1, stderr: expect.stringContaining('bundled 2.0.0') });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(clone, name)), { recursive: true });
  writeFileSync(join(clone, name), text);
}

function notices() {
  const program = join(clone, 'src-main', 'setup', 'notices.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  return { status, stderr };
}
