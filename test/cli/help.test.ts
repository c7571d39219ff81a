import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src-main/cli/command-names';
import { EXIT_STATUSES } from '../../src-main/cli/exit-statuses';
import { toRecipeRequest } from '../../src-main/cli/options';
import { SPECS } from '../../src-main/contract/operators';
import { VERSION } from '../../src-main/contract/version';
import { scene } from './support';

const { run } = scene(async () => {});

describe('a typo', () => {
  test.each([
    [['resotre', 'a.jpg'], 'There is no command resotre; --help lists them. (Did you mean restore?)'],
    [['bach'], 'There is no command bach; --help lists them. (Did you mean batch?)'],
    [['polish'], 'There is no command polish; --help lists them.'],
    [['--hlep'], "Unknown option '--hlep'; see --help. (Did you mean --help?)"],
    [
      ['restore', 'a.jpg', '-o', 'b.png', '--recipe', 'old-foto'],
      'There is no recipe old-foto, and no file of that name. (Did you mean old-photo?)',
    ],
  ])('of %j is answered by what was meant, if anything is close', async (words, sentence) => {
    expect(await run(words)).toMatchObject({ status: 2, stdout: '', stderr: `${sentence}\n` });
  });
});

describe('the help of restore', () => {
  const options = async (command: string) =>
    [...(await run([command, '--help'])).stdout.matchAll(/^ {2}(?:-\w, )?--([\w-]+) <(.+?)> /gm)].map(
      ([, name, value]) => ({ name, value }),
    );

  test('mentions auto for every option that accepts it, and for no other', async () => {
    const auto = (await options('restore')).filter(({ value }) => value.endsWith('|auto'));
    const fields = SPECS.flatMap((spec) => Object.entries(spec.fields));
    const known = fields.flatMap(([name, field]) =>
      field.kind !== 'choice' && field.canBeAuto ? [name] : [],
    );
    const names = auto.map(({ name }) => name);
    expect(names.sort()).toEqual([...known, 'mask', 'detail'].sort());
    for (const name of names) {
      const operator = SPECS.find(({ fields: own }) => name in own)?.name ?? 'inpaint';
      const noMask = operator === 'inpaint' && name !== 'mask' ? { mask: 'auto' } : {};
      expect(() => toRecipeRequest({ operator, ...noMask, [name]: 'auto' }), name).not.toThrow();
    }
  });

  test('does not mention auto in degrade, which measures nothing', async () => {
    expect((await options('degrade')).filter(({ value }) => value.includes('auto'))).toEqual([]);
    const { stdout } = await run(['degrade', '--help']);
    expect(stdout).not.toMatch(/auto (estimates|finds|takes)/);
  });
});

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
    expect(stderr).toBe('There is no command restroe; --help lists them. (Did you mean restore?)\n');
  });
});
