import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { write } from './small-project';

const COPIED = [
  'src-main/setup/version.mjs',
  'src-main/setup/linux/metainfo.xml',
  'models/training/pyproject.toml',
  'examples/engine/node/package.json',
];
const versionOf = (text: string) => z.object({ version: z.string() }).parse(JSON.parse(text)).version;

let project = '';
const read = (path: string) => readFileSync(join(project, path), 'utf8');

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'daguerre-version-'));
  for (const path of COPIED) cpSync(path, join(project, path));
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  write(project, 'package.json', JSON.stringify({ name: 'small', version: '0.1.0', scripts }));
  write(project, '.npmrc', readFileSync('.npmrc', 'utf8'));
  begin('\n### Added\n\n- A thing.\n');
  return () => rmSync(project, { recursive: true });
});

/** A repository whose changes since 0.1.0 are these. */
function begin(unreleased: string) {
  write(
    project,
    'CHANGELOG.md',
    `# Changes\n\n## Unreleased\n${unreleased}\n## 0.1.0 - 2026-11-24\n\nThe first.\n`,
  );
  git('init', '-q');
  git('config', 'user.name', 'A person');
  git('config', 'user.email', 'person@example.org');
  git('add', '-A');
  git('commit', '-qm', 'Begin', '--allow-empty');
}

function git(...words: string[]): string {
  return run('git', words).stdout;
}

function run(command: string, words: string[]) {
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1800000000' };
  return spawnSync(command, words, {
    cwd: project,
    encoding: 'utf8',
    env,
    shell: process.platform === 'win32',
  });
}

test('npm run release raises the version everywhere, dates the changes, and commits and tags all of that', () => {
  const { status, stderr } = run('npm', ['run', 'release', '--', 'minor']);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  expect(versionOf(read('package.json'))).toBe('0.2.0');
  expect(read('CHANGELOG.md')).toContain(
    '## Unreleased\n\n## 0.2.0 - 2027-01-15\n\n### Added\n\n- A thing.\n\n## 0.1.0 - 2026-11-24\n',
  );
  expect(read('src-main/setup/linux/metainfo.xml')).toMatch(
    /<releases>\n {4}<release version="0\.2\.0" date="2027-01-15" \/>\n {4}<release version="0\.1\.0"/,
  );
  expect(read('models/training/pyproject.toml')).toContain('\nversion = "0.2.0"\n');
  expect(read('examples/engine/node/package.json')).toContain('"daguerre-engine": "0.2.0"');
  expect(git('status', '--porcelain')).toBe('');
  expect(git('tag')).toBe('v0.2.0\n');
});

test('a version without changes is refused before anything is written', () => {
  begin('');
  const { status, stderr } = run('npm', ['run', 'release', '--', 'minor']);
  expect(status).not.toBe(0);
  expect(stderr).toContain('CHANGELOG.md has nothing under "## Unreleased"');
  expect(read('src-main/setup/linux/metainfo.xml')).not.toContain('0.2.0');
  expect(git('tag')).toBe('');
});

test("the program's version is the newest in the changes and in the metadata of software centres", () => {
  const version = versionOf(readFileSync('package.json', 'utf8'));
  const changes = readFileSync('CHANGELOG.md', 'utf8');
  const [, newest, date] = /^## (\d\S*) - (\d{4}-\d\d-\d\d)$/m.exec(changes) ?? [];
  expect(newest).toBe(version);
  const [, shown, day] =
    /<release version="(.*?)" date="(.*?)"/.exec(readFileSync('src-main/setup/linux/metainfo.xml', 'utf8')) ??
    [];
  expect([shown, day]).toEqual([version, date]);
});

test('the application id is valid, and written in one place', () => {
  const [, id = ''] = /^appId: (\S+)$/m.exec(readFileSync('electron-builder.yml', 'utf8')) ?? [];
  // What Apple and D-Bus take: https://developer.apple.com/documentation/bundleresources/information-property-list/cfbundleidentifier
  expect(id).toMatch(/^[a-z]+(\.[A-Za-z][A-Za-z0-9]*){2,}$/);
  const { stdout } = spawnSync('git', ['grep', '-lF', id, '--', ':!CHANGELOG.md'], {
    encoding: 'utf8',
  });
  expect(stdout.trim().split('\n')).toEqual(['electron-builder.yml']);
});
