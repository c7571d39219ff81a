import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src-main/cli/command-names';
import { scene } from './support';

const { run } = scene(async () => {});

test('the manual page has every command with its options, and the exit statuses', async () => {
  const { stdout } = await run(['help', '--man']);
  for (const name of COMMAND_NAMES.filter((command) => command !== 'help'))
    expect(stdout).toContain(`.SS "daguerre ${name} `);
  expect(stdout).toContain('\n.B "\\-o, \\-\\-output <');
  expect(stdout).toMatch(/^\.B "130"\ninterrupted$/m);
});

test.skipIf(!existsSync('/usr/bin/groff'))('troff reads the manual page without a complaint', async () => {
  const { stdout } = await run(['help', '--man']);
  const groff = spawnSync('groff', ['-man', '-Tutf8', '-P-bcu', '-ww', '-rLL=100n'], {
    input: stdout,
    encoding: 'utf8',
  });
  expect(groff.stderr).toBe('');
  expect(groff.stdout).toContain('daguerre restore');
});
