import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { debianChangelog } from '../../src-main/setup/linux/debian-text.mjs';
import { writeFlatpak } from '../../src-main/setup/linux/flatpak.mjs';

const builder = z
  .looseObject({ appId: z.string(), nsis: z.looseObject({ include: z.string() }) })
  .parse(parse(readFileSync('electron-builder.yml', 'utf8')));
const { version } = z
  .looseObject({ version: z.string() })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

test('the deb’s changes are those of CHANGELOG.md that have a date, as Debian writes them', () => {
  const markdown =
    '# Changes\n\n## Unreleased\n\n- Not yet.\n\n## 0.2.0 - 2026-12-01\n\n### Added\n\n- One thing\n  on two lines.\n- Another.\n\n## 0.1.0 - 2026-11-30\n\nThe first version.\n';
  expect(debianChangelog(markdown, 'A B <a@example.org>')).toBe(
    `daguerre (0.2.0) unstable; urgency=medium

  * One thing on two lines.
  * Another.

 -- A B <a@example.org>  Tue, 01 Dec 2026 00:00:00 +0000

daguerre (0.1.0) unstable; urgency=medium

  * The first version.

 -- A B <a@example.org>  Mon, 30 Nov 2026 00:00:00 +0000
`,
  );
});

test('the Flatpak has the program’s id and version, and all but what is built is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'daguerre-flatpak-'));
  const file = writeFlatpak(join(folder, 'flatpak'));
  expect(basename(file)).toBe(`${builder.appId}.yml`);
  const source = z.looseObject({ type: z.string(), path: z.string() });
  const manifest = z
    .looseObject({ id: z.string(), modules: z.tuple([z.looseObject({ sources: z.array(source) })]) })
    .parse(parse(readFileSync(file, 'utf8')));
  expect(manifest.id).toBe(builder.appId);
  const paths = manifest.modules[0].sources.map(({ path }) => path);
  expect(paths[0]).toBe(`../../out/packages/daguerre-${version}.tar.gz`);
  const own = paths.filter((path) => !path.startsWith('..'));
  expect(own).toHaveLength(2);
  expect(own.filter((path) => !existsSync(join(dirname(file), path)))).toEqual([]);
  if (existsSync('/usr/bin/flatpak-builder'))
    expect(spawnSync('flatpak-builder', ['--show-manifest', file], { cwd: folder }).status).toBe(0);
  rmSync(folder, { recursive: true });
});

test.skipIf(process.platform === 'win32')('the command on macOS gives words to the command line', () => {
  const contents = mkdtempSync(join(tmpdir(), 'daguerre-contents-'));
  const [command, program] = [join(contents, 'Resources/bin/daguerre'), join(contents, 'MacOS/Daguerre')];
  for (const path of [command, program]) mkdirSync(dirname(path), { recursive: true });
  cpSync('src-main/setup/mac/daguerre', command);
  writeFileSync(program, '#!/bin/sh\necho "started: $*"\n', { mode: 0o755 });
  const said = (...words: string[]) => spawnSync(command, words, { encoding: 'utf8' }).stdout.trim();
  expect(said()).toBe('started:');
  expect(said(program)).toBe(`started: ${program}`);
  expect(said('restroe', 'x')).toMatch(/ --command-line -- restroe x$/);
  rmSync(contents, { recursive: true });
});

test.skipIf(!existsSync('/usr/bin/makensis'))('the added page of the installer for Windows compiles', () => {
  const script = (isUninstaller: boolean) => `
!include LogicLib.nsh
!include MUI2.nsh
OutFile "${join(tmpdir(), 'daguerre-nsis-test.exe')}"
Var installMode
!define isUpdated \`"$installMode" == "updated"\`
!include "${process.cwd()}/${builder.nsis.include}"
${isUninstaller ? '' : '!insertmacro customPageAfterChangeDir'}
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
Function .onInit
  StrCpy $installMode "all"
  ${isUninstaller ? '' : '!insertmacro customInit'}
FunctionEnd
Section
  ${isUninstaller ? 'WriteUninstaller "u.exe"' : '!insertmacro customInstall'}
SectionEnd
${isUninstaller ? 'Section Uninstall\n!insertmacro customUnInstall\nSectionEnd' : ''}
`;
  for (const isUninstaller of [false, true]) {
    const words = ['-WX', '-V1', ...(isUninstaller ? ['-DBUILD_UNINSTALLER'] : []), '-'];
    const { status, stdout } = spawnSync('makensis', words, {
      input: script(isUninstaller),
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '']);
  }
  rmSync(join(tmpdir(), 'daguerre-nsis-test.exe'), { force: true });
});
