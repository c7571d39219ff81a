import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { smallProject, write } from './small-project';

let project = '';

beforeEach(() => {
  project = smallProject();
  return () => rmSync(project, { recursive: true });
});

test('the notices contain the licences of all shipped packages, identical texts once, and no others', () => {
  expect(notices()).toEqual({ status: 0, stderr: '' });
  const text = readFileSync(join(project, 'dist', 'renderer', 'third-party.txt'), 'utf8');
  expect(text).toContain('bundled 1.0.0\n\nThe words of bundled');
  expect(text).toContain('assemblyscript 1.0.0\nelectron 1.0.0\nrolldown 1.0.0\n\nThe words of the tools');
  expect(text.split('The words of the tools')).toHaveLength(2);
  expect(text).toMatch(/beside 1\.0\.0\n\nMIT License\n\nCopyright \(c\) The author of beside\n/);
  expect(text).not.toMatch(/unshipped|adm-zip/);
  expect(text).toContain('`coffee.jpg`');
});

test('a package without a licence text ends the build, by name', () => {
  rmSync(join(project, 'node_modules', 'bundled', 'LICENSE.md'));
  expect(notices()).toEqual({
    status: 1,
    stderr: `bundled 1.0.0 has no words of a licence ("Odd"); it can't be shipped.\n`,
  });
});

test('a bundled package that the lockfile doesn’t know ends the build', () => {
  write(project, 'dist/renderer/packages.json', JSON.stringify([{ name: 'bundled', version: '2.0.0' }]));
  expect(notices()).toMatchObject({ status: 1, stderr: expect.stringContaining('bundled 2.0.0') });
});

function notices() {
  const program = join(project, 'src-main', 'setup', 'notices.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  return { status, stderr };
}
