import { readFile, writeFile } from 'node:fs/promises';
import picomatch from 'picomatch';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { probePhoto } from '../../src-main/imaging/probe';
import { resultPaths } from '../../src-main/library/naming';
import { matchesAny } from '../../src-main/library/patterns';
import { parseRules, readRecipeFile } from '../../src-main/library/recipe-file';
import { uniforms } from '../analysis/support';
import { noise, refusal, workFolder } from '../imaging/support';
import { within } from './limits';

const folder = workFolder();

function jpeg(width: number, height: number): Promise<Buffer> {
  const raw = { width, height, channels: 3 } as const;
  return sharp(noise(width * height * 3, 8), { raw })
    .jpeg()
    .toBuffer();
}

describe('a name in brackets is that file and no other', () => {
  for (const name of [
    'y.jpg[shrink=2]',
    'y.jpg[shrink=2] ',
    'y.jpg[]',
    '[shrink=2]',
    'a[b]c[d]',
    'y.jpg["x]',
  ]) {
    test(JSON.stringify(name), async () => {
      // What libvips would read in its place.
      await writeFile(folder.at('y.jpg'), await jpeg(32, 16));
      await writeFile(folder.at(name), await jpeg(80, 48));
      await writeFile(folder.at('plain.jpg'), await jpeg(80, 48));
      expect(await probePhoto(folder.at(name))).toMatchObject({ width: 80, height: 48 });
      await decodePhoto(folder.at(name), { rawPath: folder.at('odd.raw') });
      await decodePhoto(folder.at('plain.jpg'), { rawPath: folder.at('plain.raw') });
      expect(await readFile(folder.at('odd.raw'))).toEqual(await readFile(folder.at('plain.raw')));
    });
  }
});

describe('patterns', () => {
  const words = [
    'a',
    'b',
    'ab',
    '.',
    '*',
    '**',
    '?',
    '/',
    '[ab]',
    '[^a]',
    '[a-c]',
    '{a,b*}',
    '{ab,}',
    '1',
    '{1..3}',
  ];

  test('match the same names as before', () => {
    const random = uniforms(3);
    const some = (list: readonly string[], most: number) =>
      Array.from(
        { length: 1 + Math.floor(most * random()) },
        () => list[Math.floor(list.length * random())],
      ).join('');
    for (let time = 0; time < 4000; time++) {
      const pattern = some(words, 6);
      // A folder's own pattern means its photos, and stars that touch have never been said to mean anything.
      if (/\*\*\*|[^/]\*\*|\*\*[^/]|\/\/|^\/|\/$|\*\*$/.test(pattern)) continue;
      const path = some(['a', 'b', 'ab', '.', '/', '1', 'c'], 8)
        .replaceAll(/\/+/g, '/')
        .replaceAll(/^\/|\/$/g, '');
      if (path === '' || /(^|\/)\.{0,2}(\/|$)/.test(path)) continue;
      const before = picomatch(pattern, { dot: true, nocase: true, basename: !pattern.includes('/') })(path);
      expect([pattern, path, matchesAny([pattern])(path)]).toEqual([pattern, path, before]);
    }
  });

  test('take a time in proportion to their length', async () => {
    const name = `${'a'.repeat(250)}b`;
    for (const pattern of [
      '*a'.repeat(200),
      `${'*a*'.repeat(100)}c`,
      `**/${'{a,*}'.repeat(9)}c`,
      `${'[!b]*'.repeat(150)}c`,
      `${'**/'.repeat(300)}c`,
      '{'.repeat(1000),
      `${'{a'.repeat(200)}${'}'.repeat(200)}`,
    ]) {
      await within({ seconds: 3, megabytes: 200 }, async () => {
        const wanted = matchesAny([pattern]);
        for (const path of [name, `${'a/'.repeat(120)}b`]) wanted(path);
      });
    }
  });

  test('that are too long, stand for too many, or are extended are refused in a sentence', async () => {
    const nested = `${'+('.repeat(12)}a${')'.repeat(12)}b`;
    for (const pattern of [nested, '@(a|b).jpg', 'a'.repeat(2000), '{a,b}'.repeat(20), '{1..99999}']) {
      const rules = { operator: 'denoise', noise: 5, folders: [{ match: pattern, operator: 'denoise' }] };
      const work = async () => parseRules(rules, 'r.json');
      const error = await within({ seconds: 2, megabytes: 200 }, () => refusal(work()));
      expect(error.message).toMatch(
        /^The recipe r\.json can't be used: write .* alone, shorter, and with .*\.$/,
      );
      expect((await refusal((async () => matchesAny([pattern]))())).badRequest).toBe(true);
    }
  });

  test('take brackets literally after a backslash', () => {
    expect(matchesAny(['scan*\\(1\\).jpg'])('old/Scan of Anna(1).JPG')).toBe(true);
    expect(matchesAny(['scan (1).jpg'])('scan (1).jpg')).toBe(true);
    expect(matchesAny(['{draft}.jpg'])('{draft}.jpg')).toBe(true);
  });
});

describe('a recipe', () => {
  test('gives its results names that are valid on every system', async () => {
    for (const name of [
      '{name}\0',
      'a\n{name}',
      '.{name}',
      ' .{name}',
      '../{name}',
      'a\\{name}',
      'x',
      '{name}\x7f',
    ]) {
      const work = async () => parseRules({ operator: 'denoise', output: { name } }, 'r.json');
      expect((await refusal(work())).message).toMatch(/output\.name must be a file name with \{name\} in it/);
    }
    const rule = parseRules({ operator: 'denoise', output: { name: '{name} (restored)' } }, 'r.json');
    expect(resultPaths('f/a.jpg', rule).next().value).toBe('f/a (restored).jpg');
  });

  test('of megabytes is refused unread', async () => {
    const file = folder.at('long.json');
    await writeFile(
      file,
      JSON.stringify({ operator: 'denoise', output: { name: `{name}${' '.repeat(2 ** 21)}` } }),
    );
    expect((await refusal(readRecipeFile(file))).message).toBe(
      `${file} is too long for a recipe; the README explains the format.`,
    );
  });
});
