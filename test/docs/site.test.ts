import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vitepress';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '../../src-main/contract/window/program';

let out = '';
let pages: string[] = [];
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'daguerre-site-'));
  await build('docs', { outDir: out });
  pages = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
});
afterAll(() => rm(out, { recursive: true, force: true }));

const page = (name: string) => readFile(join(out, name), 'utf8');

test('npm run docs makes the site, which ends on a link that leads nowhere', () => {
  expect(pages).toEqual(expect.arrayContaining(['index.html', 'architecture.html', 'training.html']));
});

test('every language has every page of the window’s help', () => {
  const help = (language: string) => {
    const start = language === 'en' ? 'tasks/' : `${language}/tasks/`;
    return pages.flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
  };
  for (const language of LOCALES)
    expect(
      help('en').filter((name) => name !== 'scripting.html'),
      language,
    ).toEqual(help(language).filter((name) => name !== 'scripting.html'));
});

test('pages from other folders have their text, and every page is in the list', async () => {
  expect(await page('architecture.html')).toContain('How a photo flows');
  const index = await page('index.html');
  const listed = pages.filter((name) => !/^(de|es|fr|zh|ja)\/|^(404|index)\.html$/.test(name));
  expect(listed.length).toBeGreaterThan(15);
  expect(listed.filter((name) => !index.includes(`href="/${name}"`))).toEqual([]);
});

test('a search finds the pages by their words, on the page itself', async () => {
  const chunks = await readdir(join(out, 'assets', 'chunks'));
  const indexes = chunks.filter((name) => name.includes('localSearchIndex'));
  // The theme itself, and one for each language.
  expect(indexes.length).toBeGreaterThanOrEqual(LOCALES.length);
  const texts = await Promise.all(
    indexes.map((name) => readFile(join(out, 'assets', 'chunks', name), 'utf8')),
  );
  expect(texts.filter((text) => text.includes('Remove scratches and dust'))).toHaveLength(1);
});
