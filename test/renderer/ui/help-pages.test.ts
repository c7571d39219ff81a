import { expect, test } from 'vitest';
import { LOCALES } from '../../../src-main/contract/window/program';
import { helpPages, type Tree } from '../../../src-renderer/help/pages';
import { catalogues } from '../../../src-renderer/messages/messages';

type Node = Tree['children'][number];

const all = (node: Node): Node[] => [node, ...('children' in node ? node.children.flatMap(all) : [])];
const nodesOf = (locale: (typeof LOCALES)[number]) =>
  helpPages(locale).flatMap(({ name, body }) => body.flatMap(all).map((node) => ({ name, node })));
const textOf = (node: Node): string =>
  'children' in node ? node.children.map(textOf).join('') : 'value' in node ? node.value : '';

/** Labels that the program fills in, or that name a tool by what stands before the colon. */
function labelsOf(locale: (typeof LOCALES)[number]): Set<string> {
  const texts: string[] = Object.values(catalogues[locale]);
  return new Set([...texts, ...texts.map((text) => text.split(/\s?[:：]/)[0] ?? '')]);
}

test.each(LOCALES)('%s has every page, with a title and a text', (locale) => {
  for (const { name, title, body } of helpPages(locale)) {
    expect(title, name).not.toBe(name);
    expect(body.length, name).toBeGreaterThan(2);
  }
});

test.each(LOCALES)('bold text in %s is a label, with the same words as in the window', (locale) => {
  const labels = labelsOf(locale);
  const bold = nodesOf(locale).filter(({ node }) => node.type === 'strong');
  expect(bold.length).toBeGreaterThan(30);
  expect(bold.map(({ node }) => textOf(node)).filter((words) => !labels.has(words))).toEqual([]);
});

test.each(LOCALES)('%s has no element that the window does not support', (locale) => {
  const shown = ['heading', 'paragraph', 'list', 'listItem', 'text', 'strong', 'image'];
  const others = nodesOf(locale).filter(({ node }) => !shown.includes(node.type));
  expect(others.map(({ name, node }) => `${name}: ${node.type}`)).toEqual([]);
  // Markup that wasn't parsed.
  const texts = nodesOf(locale).flatMap(({ node }) => (node.type === 'text' ? [node.value] : []));
  expect(texts.filter((text) => /[*_`[\]]/.test(text))).toEqual([]);
});

test.each(LOCALES)('%s has the same parts as the English pages, in the same order', (locale) => {
  const parts = (of: (typeof LOCALES)[number]) =>
    nodesOf(of)
      .filter(({ node }) => ['heading', 'listItem', 'image'].includes(node.type))
      .map(({ name, node }) => `${name}: ${node.type}`);
  expect(parts(locale)).toEqual(parts('en'));
});
