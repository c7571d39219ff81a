import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src-main/cli/command-names';
import { EXIT_STATUSES } from '../../src-main/cli/exit-statuses';
import { VERSION } from '../../src-main/contract/version';
import { scene } from './support';

const { run } = scene(async () => {});

describe('the command line says', () => {
  test.each(['-v', '--version', '-V'])('its version to %s', async (word) => {
    expect(await run([word])).toMatchObject({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  test('the same to help COMMAND as to COMMAND --help', async () => {
    const asked = await run(['help', 'restore']);
    expect(asked).toMatchObject({ status: 0, stderr: '' });
    expect(asked.stdout).toContain('--operator <names>');
    expect(asked.stdout).toBe((await run(['restore', '--help'])).stdout);
  });

  test('every command and every exit status to help', async () => {
    const { status, stdout } = await run(['help']);
    expect(status).toBe(0);
    for (const name of COMMAND_NAMES) expect(stdout).toMatch(new RegExp(`^ +${name}\\b`, 'm'));
    for (const [number, text] of Object.entries(EXIT_STATUSES))
      expect(stdout).toMatch(new RegExp(`^ +${number} {2,}${text}$`, 'm'));
  });

  test('the exit statuses of the README', async () => {
    const readme = await readFile('README.md', 'utf8');
    const rows = [...readme.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, number, text]) => [number, text]);
    expect(Object.fromEntries(rows)).toEqual(EXIT_STATUSES);
  });

  test('in one sentence that a command has no help because there is no such command', async () => {
    const { status, stdout, stderr } = await run(['help', 'restroe']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe('There is no command restroe; --help lists them.\n');
  });
});
