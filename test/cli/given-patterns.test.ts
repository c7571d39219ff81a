import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandPatterns } from '../../src-main/cli/given-patterns';

let folder = '';
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patterns-'));
  await mkdir(at('album.jpg'));
  for (const name of ['b.jpg', 'a.JPG', 'c.png', '.hidden.jpg', 'really [*].jpg'])
    await writeFile(at(name), '');
});
afterAll(() => rm(folder, { recursive: true }));

describe('a word of the command line', () => {
  it('with a star is replaced by the files that match, sorted, without folders and hidden files', async () => {
    expect(await expandPatterns([at('*.jpg'), at('?.png')])).toEqual([
      at('a.JPG'),
      at('b.jpg'),
      at('really [*].jpg'),
      at('c.png'),
    ]);
  });

  it('that names a file is that file, star or not', async () => {
    const words = [at('really [*].jpg'), at('b.jpg'), '-'];
    expect(await expandPatterns(words)).toEqual(words);
  });

  it('that matches nothing, or is no pattern, stays for the message that says so', async () => {
    const words = [at('*.tif'), at('missing', '*.jpg'), at('+(a).*'), at('missing.jpg')];
    expect(await expandPatterns(words)).toEqual(words);
  });
});
