import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daguerre-launcher-'));
  cpSync('src-main/setup/linux/daguerre', join(folder, 'daguerre'));
  writeFileSync(join(folder, 'photo.jpg'), '');
  program('echo "started: $*"');
  return () => rmSync(folder, { recursive: true, force: true });
});

/** What stands beside the launcher as the installed program. */
function program(script: string): void {
  writeFileSync(join(folder, 'daguerre-app'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function launch(words: readonly string[], env: Record<string, string> = { DISPLAY: ':9' }) {
  const { status, stdout, stderr } = spawnSync(join(folder, 'daguerre'), words, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
  return { status, stdout, stderr };
}

const COMMAND =
  /^started: --no-sandbox --disable-gpu --log-level=3 (--ozone-platform=headless )?--command-line -- /;

describe('the command of the installed program', () => {
  test('opens the window without words, and with files', () => {
    expect(launch([]).stdout).toBe('started: \n');
    expect(launch(['photo.jpg']).stdout).toBe('started: photo.jpg\n');
  });

  test.each([
    ['restore', 'photo.jpg'],
    ['restroe', 'photo.jpg'],
    ['--nosuch'],
    ['--remote-debugging-port=9222'],
    ['-v'],
    ['missing.jpg'],
  ])('gives %s to the command line, never to Chromium', (...words) => {
    const { stdout } = launch(words);
    expect(stdout).toMatch(COMMAND);
    expect(stdout.replace(COMMAND, '').trim()).toBe(words.join(' '));
  });

  test('runs a command without a display, once a trial has started there', () => {
    expect(launch(['doctor'], {}).stdout).toMatch(COMMAND);
  });

  test("shows the loader's error unchanged, and does not blame the display", () => {
    const loader =
      'daguerre-app: error while loading shared libraries: libgbm.so.1: cannot open shared object file';
    program(`echo "${loader}" >&2; exit 127`);
    expect(launch(['doctor'], {})).toEqual({ status: 127, stdout: '', stderr: `${loader}\n` });
  });

  test('says in one sentence that it needs a display if the trial crashes', () => {
    program('kill -SEGV $$');
    const { status, stderr } = launch(['doctor'], {});
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Daguerre can't start without a display here\. .*xvfb-run -a daguerre doctor .*\n$/,
    );
  });
});
