import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Locale } from '../../src-main/contract/window/program';

/** The pages of the help in order: those pages of docs that users need at work. */
const PAGES = ['scratches', 'grain', 'faded', 'folder', 'save', 'trouble'] as const;
export type PageName = (typeof PAGES)[number];

export type Tree = ReturnType<typeof fromMarkdown>;

export interface HelpPage {
  readonly name: PageName;
  readonly title: string;
  /** Without the title. */
  readonly body: Tree['children'];
}

const TEXTS = import.meta.glob<string>(['../../docs/tasks/*.md', '../../docs/*/tasks/*.md'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The pages in a language. */
export function helpPages(locale: Locale): HelpPage[] {
  const folder = locale === 'en' ? '../../docs/tasks' : `../../docs/${locale}/tasks`;
  return PAGES.map((name) => {
    const [title, ...body] = fromMarkdown(TEXTS[`${folder}/${name}.md`] ?? '').children;
    const words = title?.type === 'heading' ? title.children[0] : undefined;
    return { name, title: words?.type === 'text' ? words.value : name, body };
  });
}
