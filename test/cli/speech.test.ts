import { existsSync } from 'node:fs';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noise } from '../imaging/support';
import { FAST, scene, succeeded, TINY, writePicture, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '20'];
const AUTO = ['--operator', 'denoise', '--noise', 'auto'];

const { photo, beside, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 64, 48);
  await writePicture(at('grainy.png'), noise(96 * 96 * 3, 8), 96, 96, 3);
  await writeFile(at('bad.jpg'), 'no picture');
});

describe('--dry-run', () => {
  test('prints input, output, repairs with measured values and the time, and writes nothing', async () => {
    const words = ['restore', photo('grainy.png'), '-o', 'new/', ...AUTO, ...FAST, '--dry-run'];
    const { stdout, files } = succeeded(await run(words));
    const line =
      /grainy\.png \(96x96 PNG\) -> new\/grainy\.png: denoise \(noise (\d+(\.\d+)?), grain \d.*\), about \d+ s\n$/;
    expect(stdout).toMatch(line);
    expect(Number(line.exec(stdout)?.[1])).toBeGreaterThan(3);
    expect(files).toEqual([]);
  });

  test('measures the values that the restoration then uses', async () => {
    const words = ['restore', photo('grainy.png'), '-o', 'out.png', ...AUTO, ...FAST, '--json'];
    const planned = JSON.parse(succeeded(await run([...words, '--dry-run'])).stdout);
    const { noise: used, grain } = JSON.parse(succeeded(await run(words)).stdout);
    expect(planned).toMatchObject({
      photo: photo('grainy.png'),
      width: 96,
      pages: 1,
      outputs: ['out.png'],
      exist: [],
      recipe: { noise: used, grain },
      seconds: expect.any(Number),
    });
    expect(planned.seconds).toBeGreaterThan(0);
  });

  test('of several photos says which fail, and that nothing was written', async () => {
    const words = [
      'restore',
      photo('p.png'),
      photo('bad.jpg'),
      '-o',
      'out',
      ...DENOISE,
      ...FAST,
      '--dry-run',
    ];
    const { status, stdout, stderr, files } = await run(words);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^\S*bad\.jpg is not a picture that can be read; [^\n]*\n$/);
    expect(stdout).toMatch(/\n1 of 2 photos to restore, about \d+ s; nothing was written\.\n$/);
    expect(files).toEqual([]);
  });

  test('reports an existing result and leaves it', async () => {
    const folder = await mkdtemp(beside('there-'));
    await writeFile(join(folder, 'p.png'), 'old');
    const words = ['restore', photo('p.png'), '-o', '.', ...DENOISE, ...FAST, '--dry-run'];
    const { stdout } = succeeded(await run(words, { folder }));
    expect(stdout).toContain('(./p.png exists; say --overwrite to replace it)');
    expect(succeeded(await run([...words, '--overwrite'], { folder })).stdout).toContain('would be replaced');
  });
});

describe('--quiet', () => {
  test('prints neither successes nor warnings', async () => {
    const upscale = ['--operator', 'upscale', '--scale', '3'];
    const result = await run(['restore', photo('p.png'), '-o', 'out.png', ...upscale, ...FAST, '-q']);
    expect(result).toMatchObject({ status: 0, stdout: '', stderr: '', files: ['out.png'] });
  });

  test('keeps failures and reports', async () => {
    const words = ['restore', photo('bad.jpg'), photo('p.png'), '-o', 'out/', ...DENOISE, ...FAST, '--quiet'];
    const { status, stdout, stderr } = await run(words);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^\S*bad\.jpg is not a picture that can be read; [^\n]*\n$/);
    const told = await run(['restore', photo('p.png'), '-o', 'out.png', ...DENOISE, ...FAST, '-q', '--json']);
    expect(JSON.parse(told.stdout)).toMatchObject({ outputs: ['out.png'] });
  });
});

describe('--verbose', () => {
  test('prints the values, the calls, the time and the network of a result', async () => {
    const words = ['restore', photo('grainy.png'), '-o', 'out.png', ...AUTO, ...FAST, '--verbose'];
    const { status, stderr } = await run(words);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /grainy\.png: denoise \(noise [\d.]+, grain [\d.]+\); seed 0, \d calls in \d tiles; .* s in all; \d+ MB; network \S+ by cpu\n$/,
    );
  });

  test('shows progress as lines without control characters if there is no terminal', async () => {
    await writeSoft(beside('large.png'), 512, 384);
    const words = ['restore', beside('large.png'), '-o', 'out.png', ...DENOISE, '--detail', '1', '--verbose'];
    // Takes longer than the two seconds to the first line even on a fast machine.
    const long = ['--model', TINY, '--provider', 'cpu', '--steps', '200'];
    const { status, stderr } = await run([...words, ...long], { env: { NO_COLOR: '1' } });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^step \d+ of 200, \d+ %, \d+ s left\n/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('of a batch names every photo, and --quiet none', async () => {
    const folder = await mkdtemp(beside('batch-'));
    await writeFile(join(folder, 'recipe.json'), '{ "operator": "denoise", "noise": 20, "steps": 1 }');
    const words = ['--recipe', 'recipe.json', '--data', 'data', '--model', TINY, '--provider', 'cpu'];
    const batch = (output: string, word: string) =>
      run(['batch', photo(''), '-o', output, ...words, '--exclude', 'bad.jpg', word], { folder });
    const told = await batch('a', '--verbose');
    expect(told.stderr).toMatch(/^grainy\.png \.\.\.$/m);
    expect(told.stderr).toMatch(/^p\.png is done, in [\d.]+ s\.$/m);
    expect(await batch('b', '--quiet')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect((await readdir(join(folder, 'b'))).sort()).toEqual(['grainy.png', 'p.png']);
    expect(existsSync(join(folder, 'data', 'ledgers'))).toBe(true);
  });
});
