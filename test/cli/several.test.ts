import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { FAST, scene, succeeded, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '20'];

const { photo, beside, run } = scene(async (at) => {
  for (const folder of ['album', 'album/trip', 'empty']) await mkdir(at(folder));
  await writeSoft(at('a.png'), 48, 32);
  await writeSoft(at('b.png'), 40, 24);
  await writeSoft(at('album/a.tif'), 32, 24);
  await writeSoft(at('album/trip/c.png'), 24, 24);
  await sharp(at('a.png')).jpeg().toFile(at('small.jpg'));
  await writeFile(at('bad.jpg'), 'no picture');
  await writeFile(at('notes.txt'), 'no photo');
});

/** `restore WORDS... -o OUTPUT` of the photos with these names. */
function restore(names: readonly string[], output: string, ...words: string[]) {
  return run(['restore', ...names.map(photo), '-o', output, ...DENOISE, ...FAST, ...words]);
}

async function sizes(paths: readonly string[]) {
  return Promise.all(
    paths.map(async (path) => {
      const { format, width, height } = await sharp(path).metadata();
      return `${format} ${width}x${height}`;
    }),
  );
}

function lines(stdout: string) {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('restore with several photos', () => {
  test('writes each into a folder that it creates, named like the photo', async () => {
    const result = succeeded(await restore(['a.png', 'b.png', 'small.jpg'], 'new/out'));
    expect(await readdir(result.at('new/out'))).toEqual(['a.png', 'b.png', 'small.jpg']);
    const results = ['a.png', 'b.png', 'small.jpg'].map((name) => result.at(`new/out/${name}`));
    expect(await sizes(results)).toEqual(['png 48x32', 'png 40x24', 'jpeg 48x32']);
    expect(result.stdout).toMatch(/^new\/out\/a\.png: 48x32, .*\nnew\/out\/b\.png: .*\nnew\/out\/small.*\n$/);
  });

  test('looks through folders and subfolders, and reports one JSON object per photo', async () => {
    const result = succeeded(await restore(['album', 'b.png'], 'out/', '--json'));
    expect(lines(result.stdout).map(({ photo: path, outputs }) => [path, outputs])).toEqual([
      [photo('album/a.tif'), ['out/a.tif']],
      [photo('album/trip/c.png'), ['out/trip/c.png']],
      [photo('b.png'), ['out/b.png']],
    ]);
    for (const name of ['a.tif', 'trip/c.png', 'b.png'])
      expect(existsSync(result.at(`out/${name}`))).toBe(true);
  });

  test('gives photos with the same name different results, and uses the requested format for all', async () => {
    const result = succeeded(await restore(['a.png', 'album/a.tif'], 'out', '--format', 'webp'));
    expect(await readdir(result.at('out'))).toEqual(['a-tif.webp', 'a.webp']);
    expect(await sizes([result.at('out/a.webp'), result.at('out/a-tif.webp')])).toEqual([
      'webp 48x32',
      'webp 32x24',
    ]);
  });

  test('restores a photo only once if it is given twice', async () => {
    const result = succeeded(await restore(['b.png', 'b.png'], 'out'));
    expect(await readdir(result.at('out'))).toEqual(['b.png']);
  });

  test('continues after a failure, which gives a sentence and status 3', async () => {
    const { status, stdout, stderr, at } = await restore(['bad.jpg', 'b.png'], 'out');
    expect(status).toBe(3);
    expect(stderr).toMatch(
      /^\S*bad\.jpg is not a picture that can be read; .*\n1 of 2 photos were restored\.\n$/,
    );
    expect(stdout).toMatch(/^out\/b\.png: 40x24, .*\n$/);
    expect(await readdir(at('out'))).toEqual(['b.png']);
    const told = await restore(['bad.jpg', 'b.png'], 'out', '--json');
    expect(lines(told.stdout)).toEqual([
      { photo: photo('bad.jpg'), failed: expect.stringContaining('is not a picture') },
      expect.objectContaining({ photo: photo('b.png'), outputs: ['out/b.png'] }),
    ]);
  });

  test('does not count photos that the recipe leaves alone as failures', async () => {
    const words = ['--operator', 'inpaint', '--mask', 'auto', ...FAST];
    const result = await run(['restore', photo('a.png'), photo('b.png'), '-o', 'out/', ...words]);
    expect(result.status).toBe(0);
    expect(result.stderr).toMatch(/a\.png was skipped: [^\n]+\.\n[^\n]*b\.png was skipped: /);
    expect(result.files).toEqual([]);
  });

  test('follows a recipe file, also for how results are written, and the options beside it', async () => {
    const recipe = beside('recipe.json');
    const output = { format: 'png', name: '{name}-clean' };
    const folders = [{ match: 'trip/**', operator: 'denoise', noise: 5 }];
    await writeFile(recipe, JSON.stringify({ operator: 'denoise', noise: 9, output, folders }));
    const words = ['--recipe', recipe, '--json', '--seed', '3', ...FAST];
    const { stdout } = succeeded(await run(['restore', photo('album'), '-o', 'out', ...words]));
    expect(lines(stdout)).toMatchObject([
      { noise: 9, seed: 3, steps: 2, outputs: ['out/a-clean.png'] },
      { noise: 5, seed: 3, steps: 2, outputs: ['out/trip/c-clean.png'] },
    ]);
    const other = succeeded(
      await run(['restore', photo('album'), '-o', 'out', ...words, '--noise', '7', '--format', 'jpeg']),
    );
    expect(lines(other.stdout)).toMatchObject([
      { noise: 7, outputs: ['out/a-clean.jpg'] },
      { noise: 7, outputs: ['out/trip/c-clean.jpg'] },
    ]);
  });
});

describe('restore with one photo', () => {
  test('writes into a folder if its output is one, or ends in a slash', async () => {
    const made = succeeded(await restore(['b.png'], 'new/'));
    expect(await readdir(made.at('new'))).toEqual(['b.png']);
    await mkdir(beside('there'));
    succeeded(await restore(['b.png'], beside('there'), '--samples', '2'));
    expect(await readdir(beside('there'))).toEqual(['b-1.png', 'b-2.png']);
  });

  test('removes a created folder if nothing was written into it', async () => {
    const { status, files } = await restore(['bad.jpg'], 'new/deep/');
    expect([status, files]).toEqual([2, []]);
  });

  test.each([
    ['a folder without photos', ['empty'], 'out', /^There are no photos in \S*empty\.$/],
    [
      'a format that does not exist',
      ['a.png', '--format=gif'],
      'out/',
      /^--format must be one of same, jpeg, /,
    ],
    ['a format that its output is not', ['a.png', '--format=jpeg'], 'out.png', /out\.png.*\.jpg/],
  ])('refuses %s', async (_, [name = '', ...words], output, sentence) => {
    const { status, stderr } = await restore([name], output, ...words);
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(status).toBe(2);
  });
});
