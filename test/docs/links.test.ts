import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';

type Tree = ReturnType<typeof fromMarkdown>;
type Node = Tree | Tree['children'][number];

const PAGES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.md'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => existsSync(path));

const all = (node: Node): Node[] => [node, ...('children' in node ? node.children.flatMap(all) : [])];
const wordsOf = (node: Node): string =>
  'children' in node ? node.children.map(wordsOf).join('') : 'value' in node ? node.value : '';

/** A page's text with that of the pages that it includes. */
function textOf(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/<!--@include: (.+)-->/g, (_, other: string) =>
    readFileSync(join(dirname(path), other), 'utf8'),
  );
}

/** The anchors of a page's headings, as forges and the site make them. */
function anchorsOf(path: string): string[] {
  const headings = all(fromMarkdown(textOf(path))).filter(({ type }) => type === 'heading');
  return headings.map((heading) =>
    wordsOf(heading)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

/** Where a page's links and pictures lead, those to other hosts left out. */
function targetsOf(path: string): string[] {
  return all(fromMarkdown(readFileSync(path, 'utf8')))
    .flatMap((node) => (node.type === 'link' || node.type === 'image' ? [node.url] : []))
    .filter((url) => !/^[a-z]+:/.test(url));
}

/** What is wrong with a page's link; undefined if its target exists. */
function faultOf(page: string, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), decodeURI(file));
  if (!existsSync(path)) return `${page}: there is no ${target}`;
  if (anchor === undefined || anchorsOf(path).includes(decodeURI(anchor))) return undefined;
  return `${page}: there is no heading ${target}`;
}

test('every link and picture of every page leads to an existing file and heading', () => {
  const links = PAGES.flatMap((page) => targetsOf(page).map((target) => [page, target] as const));
  expect(links.length).toBeGreaterThan(50);
  expect(links.flatMap(([page, target]) => faultOf(page, target) ?? [])).toEqual([]);
});

test('a link that leads nowhere is found', () => {
  expect(faultOf('README.md', 'docs/none.md')).toContain('there is no docs/none.md');
  expect(faultOf('README.md', 'docs/glossary.md#nowhere')).toContain('no heading');
  expect(faultOf('README.md', 'docs/glossary.md#the-posterior')).toBeUndefined();
});

test('files that pages mention exist', () => {
  const named = PAGES.filter((page) => page !== 'CHANGELOG.md').flatMap((page) =>
    [
      ...textOf(page).matchAll(
        /(?<![\w./*-])((?:docs|models|examples|src-main|src-renderer|test)\/[\w./-]+\.(?:md|tsx?|mjs|py|yml))\b/g,
      ),
    ].map(([, path = '']) => [page, path] as const),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(
    named
      .filter(([, path]) => !path.includes('NAME') && !existsSync(path))
      .map(([page, path]) => `${page}: ${path}`),
  ).toEqual([]);
});
