import type { Locale } from '../../src-main/contract/window/program';

/** Each language by its own name, so that users who can't read the window's language find theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  zh: '中文',
  ja: '日本語',
};
