import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scene, succeeded, TINY, writeSoft } from './support';

const { photo, beside, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 48, 32);
});

const NETWORK = ['--model', TINY, '--provider', 'cpu'];

/** The environment of a person with this configuration file, and the file's path. */
async function withFile(settings: unknown): Promise<{ env: Record<string, string>; path: string }> {
  const XDG_CONFIG_HOME = await mkdtemp(beside('config-'));
  const path = join(XDG_CONFIG_HOME, 'daguerre', 'config.json');
  await mkdir(dirname(path));
  await writeFile(path, typeof settings === 'string' ? settings : JSON.stringify(settings));
  return { env: { XDG_CONFIG_HOME }, path };
}

/** The report of `restore --json WORDS` in an environment. */
async function reported(words: readonly string[], env: Record<string, string>) {
  const args = ['restore', photo('p.png'), '-o', 'out.png', '--json', ...words];
  return JSON.parse(succeeded(await run(args, { env })).stdout);
}

describe('a setting', () => {
  test('comes from the file, from the command’s section of it, from the environment or from the command line, each overriding the last', async () => {
    const { env } = await withFile({
      model: TINY,
      provider: 'cpu',
      operator: ['denoise'],
      noise: 11,
      steps: 2,
      seed: 1,
      restore: { steps: 1, seed: 2 },
      evaluate: { seed: 9 },
    });
    expect(await reported([], env)).toMatchObject({ operator: 'denoise', noise: 11, seed: 2, calls: 1 });
    const inEnvironment = { ...env, DAGUERRE_SEED: '3', DAGUERRE_OUTPUT_QUALITY: '' };
    expect(await reported([], inEnvironment)).toMatchObject({ noise: 11, seed: 3 });
    expect(await reported(['--seed', '4'], inEnvironment)).toMatchObject({ noise: 11, seed: 4 });
  });

  test('can set a required option and a switch', async () => {
    const env = { DAGUERRE_OUTPUT: 'set.png', DAGUERRE_QUIET: '1', DAGUERRE_OPERATOR: 'denoise' };
    const result = await run(['restore', photo('p.png'), '--detail', '0', ...NETWORK], { env });
    expect(result).toMatchObject({ status: 0, stdout: '', files: ['set.png'] });
    const loud = await run(['restore', photo('p.png'), '--detail', '0', ...NETWORK], {
      env: { ...env, DAGUERRE_QUIET: '0' },
    });
    expect(loud.stdout).toMatch(/^set\.png: /);
  });

  test('is ignored if the operators do not use it, or if a typed option excludes it', async () => {
    const { env } = await withFile({
      recipe: 'old-photo',
      scale: 4,
      sensitivity: 0.9,
      mask: 'auto',
      format: 'webp',
      overwrite: true,
    });
    const words = ['--operator', 'denoise', '--noise', '8', '--steps', '1', ...NETWORK, '--no-clobber'];
    expect(await reported(words, env)).toMatchObject({ operator: 'denoise', noise: 8, outputs: ['out.png'] });
  });

  test('of a recipe also applies to batch, and settings for other commands do no harm', async () => {
    const { env } = await withFile({ sensitivity: 0.9, limit: 0.2, batch: { data: beside('data') } });
    await writeFile(beside('recipe.json'), '{ "operator": "denoise", "noise": 9, "steps": 1 }');
    const words = ['batch', photo(''), '-o', 'out', '--recipe', beside('recipe.json'), ...NETWORK];
    expect(succeeded(await run(words, { env })).stdout).toMatch(/^1 done/);
  });
});

describe('a configuration file is refused by name', () => {
  test.each([
    [
      'with an unknown setting',
      { provder: 'cpu' },
      ' has an unknown setting, "provder". (Did you mean provider?)',
    ],
    [
      'with another command’s setting below a command',
      { degrade: { steps: 3 } },
      ' has an unknown setting of degrade, "steps".',
    ],
    [
      'with an unknown command',
      { restor: { steps: 3 } },
      ' has an unknown setting, "restor". (Did you mean restore?)',
    ],
  ])('%s', async (_, settings, words) => {
    const { env, path } = await withFile(settings);
    const { status, stderr } = await run(['restore', photo('p.png'), '-o', 'out.png'], { env });
    expect([status, stderr]).toEqual([2, `${path}${words}\n`]);
  });

  test.each([
    ['that is no JSON', '{ provider: cpu }', /^The configuration file \S+config\.json isn't valid JSON\.$/],
    ['that is no object', '[1]', /config\.json must be a JSON object of settings: /],
    ['with a word for a number', { steps: 'many' }, /^"steps" in \S+config\.json must be a number\.$/],
    ['with a word for a switch', { quiet: 'very' }, /^"quiet" in \S+config\.json must be true or false\.$/],
    ['with a switch for a word', { provider: true }, /^"provider" in \S+ must be a text or a number\.$/],
  ])('%s', async (_, settings, sentence) => {
    const { env } = await withFile(settings);
    const { status, stderr } = await run(['restore', photo('p.png'), '-o', 'out.png'], { env });
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(status).toBe(2);
  });

  test('if DAGUERRE_CONFIG names it and it is missing', async () => {
    const env = { DAGUERRE_CONFIG: beside('none.json') };
    const { status, stderr } = await run(['doctor'], { env });
    expect([status, stderr]).toEqual([
      2,
      `The configuration file ${beside('none.json')} can't be read; check its name and its permissions.\n`,
    ]);
  });

  test('but not by --help', async () => {
    const { env } = await withFile({ provder: 'cpu' });
    expect((await run(['restore', '--help'], { env })).status).toBe(0);
    expect((await run(['help', 'restore'], { env })).status).toBe(0);
  });
});

test('an invalid variable is named', async () => {
  const words = ['restore', photo('p.png'), '-o', 'out.png', '--operator', 'denoise'];
  expect(await run(words, { env: { DAGUERRE_TILE: 'big' } })).toMatchObject({
    status: 2,
    stderr: 'DAGUERRE_TILE must be a number.\n',
  });
});
