import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';

const docs = join(import.meta.dirname, '..');
/** In the order of the help in the window; scripting is for terminals and in English alone. */
const TASKS = ['scratches', 'grain', 'faded', 'folder', 'save', 'trouble'];

/** A page's first heading; some pages are files of other folders. */
function titleOf(page: string): string {
  const text = readFileSync(join(docs, `${page}.md`), 'utf8');
  const [, other] = /^<!--@include: (.+)-->$/m.exec(text) ?? [];
  const whole = other === undefined ? text : readFileSync(join(docs, other), 'utf8');
  return /^# (.+)$/m.exec(whole)?.[1] ?? page;
}

const item = (page: string) => ({ text: titleOf(page), link: `/${page}` });
const group = (text: string, pages: readonly string[]) => ({ text, items: pages.map(item) });
const tasksIn = (language: string) => TASKS.map((task) => item(`${language}/tasks/${task}`));

/** The other languages have the tasks, which the window's help has too. */
const LANGUAGES = { de: 'Deutsch', es: 'Español', fr: 'Français', zh: '中文', ja: '日本語' };

export default defineConfig({
  title: 'Daguerre',
  description: 'Restores old and damaged photographs, and says what it invented',
  // A forge serves a project's pages below its name.
  base: process.env['DAGUERRE_DOCS_BASE'] ?? '/',
  outDir: '../out/docs',
  cacheDir: '../out/docs-cache',
  cleanUrls: false,
  themeConfig: {
    search: { provider: 'local' },
    i18nRouting: false,
    outline: { level: [2, 3] },
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        sidebar: [
          group(
            'Tasks',
            [...TASKS, 'scripting'].map((task) => `tasks/${task}`),
          ),
          group('How it works', ['method/curious', 'method/expert', 'figures', 'glossary']),
          group('Reference', [
            'command-line',
            'recipes',
            'operators',
            'engine',
            'api',
            'metrics',
            'container',
            'installed-size',
            'packages',
            'graphics-cards',
          ]),
          group('For contributors', ['architecture', 'training', 'fine-tuning', 'security']),
        ],
      },
    },
    ...Object.fromEntries(
      Object.entries(LANGUAGES).map(([language, label]) => [
        language,
        { label, lang: language, themeConfig: { sidebar: tasksIn(language) } },
      ]),
    ),
  },
});
