import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src-main/cli/command-names';
import { scene } from './support';

const { run, photo, beside } = scene(async (at) => {
  await mkdir(at('photos of 1931'));
  await writeFile(at('photo.jpg'), '');
});

/** What bash offers after these words; the last word is unfinished. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout } = await run(['completion', 'bash']);
  await writeFile(beside('completion.bash'), stdout);
  const script = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _daguerre; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const shell = spawnSync('bash', ['-c', script, beside('completion.bash'), 'daguerre', ...words], {
    cwd: photo('.'),
    encoding: 'utf8',
  });
  expect(shell.stderr).toBe('');
  return shell.stdout.split('\n').filter((line) => line !== '');
}

describe('bash completes', () => {
  test('the commands', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining([...COMMAND_NAMES, '--help', '--version']));
    expect(await offered('re')).toEqual(['restore']);
    expect(await offered('help', 'ba')).toEqual(['batch']);
  });

  test('the options of a command, but no hidden ones', async () => {
    const options = await offered('restore', '--');
    expect(options).toEqual(expect.arrayContaining(['--operator', '--mask', '--output', '--help']));
    expect(options).not.toContain('--recipe-that-is-not-there');
    expect(await offered('serve', '--op')).not.toContain('--operator');
  });

  test('files, with spaces in their names', async () => {
    expect((await offered('restore', 'pho')).sort()).toEqual(['photo.jpg', 'photos of 1931']);
  });
});

describe('the completion', () => {
  test.each(['zsh', 'fish'])(
    'for %s names every command and describes every option of restore',
    async (shell) => {
      const { status, stdout } = await run(['completion', shell]);
      expect(status).toBe(0);
      for (const name of COMMAND_NAMES) expect(stdout).toContain(name);
      const help = (await run(['restore', '--help'])).stdout;
      const options = [...help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name]) => name);
      expect(options.length).toBeGreaterThan(10);
      for (const name of options) expect(stdout).toContain(shell === 'fish' ? `-l ${name}` : `'--${name}[`);
    },
  );

  test('for another shell is refused in one sentence', async () => {
    const { status, stderr } = await run(['completion', 'tcsh']);
    expect(status).toBe(2);
    expect(stderr).toBe('There is no completion for tcsh, only for bash, zsh and fish.\n');
  });
});
