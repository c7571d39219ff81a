import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import type { SayingKey } from '../../src-main/contract/said';
import { LOCALES, type Locale } from '../../src-main/contract/window/program';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import ja from './ja.json';
import type { MessageKey } from './keys';
import zh from './zh.json';

/** The compiler reports messages for which a language has no text. */
export const catalogues = { en, de, es, fr, zh, ja } as const satisfies Record<
  Locale,
  Readonly<Record<`said.${SayingKey}`, string>>
>;

export type Values = Readonly<Record<string, string | number>>;

/** Returns a message in the chosen language; `count`, or else the first of its numbers, selects the plural form. */
export type Say = (key: MessageKey, values?: Values) => string;

const messages = i18next.createInstance();
void messages.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // React escapes.
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    LOCALES.map((locale) => [locale, { translation: withMany(catalogues[locale]) }]),
  ),
});

/** Spanish and French have a form of their own for whole millions, which differs only before a noun without a number. */
function withMany(catalogue: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const others = Object.entries(catalogue).filter(([key]) => key.endsWith('_other'));
  return {
    ...catalogue,
    ...Object.fromEntries(others.map(([key, text]) => [key.replace(/_other$/, '_many'), text])),
  };
}

/** The window's language for a system locale (BCP 47); English if it has none. */
export function localeFor(language: 'system' | Locale, systemLocale: string): Locale {
  const wanted = language === 'system' ? primaryOf(systemLocale) : language;
  return LOCALES.find((locale) => locale === wanted) ?? 'en';
}

/** The first of a user's languages (BCP 47, preferred first) that the window supports, otherwise the user's first. */
export function readersLocale(languages: readonly string[]): string {
  const speaks = (language: string) => LOCALES.some((locale) => locale === primaryOf(language));
  return languages.find(speaks) ?? languages[0] ?? 'en';
}

function primaryOf(language: string): string | undefined {
  return language.toLowerCase().split(/[-_]/)[0];
}

/** Locale (BCP 47) of numbers and dates: the system's region if its language is the window's. */
let formats = 'en';

export function formatLocale(): string {
  return formats;
}

/** Changes the window's language; `systemLocale` (BCP 47) determines the region of numbers and dates. */
export function setLanguage(locale: Locale, systemLocale: string): void {
  formats = systemLocale.toLowerCase().startsWith(locale) ? systemLocale : locale;
  if (messages.language !== locale) void messages.changeLanguage(locale);
}

export function currentLocale(): Locale {
  return LOCALES.find((locale) => locale === messages.language) ?? 'en';
}

/** Formats numbers in the chosen language; `count` stays a number, because it selects the plural form. */
export const say: Say = (key, values = {}) => {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' && name !== 'count' ? numberText(value) : value,
  ]);
  const options: Values = Object.fromEntries(written);
  // A message like '1 level' then needs no count besides the shown number.
  const count = values['count'] ?? Object.values(values).find((value) => typeof value === 'number');
  return messages.t(key, { ...options, ...(count !== undefined && { count }) });
};

/** A number in the chosen language, without thousands separators, for example for years and seeds. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(formats, { useGrouping: false, maximumFractionDigits: 3 }).format(value);
}

/** A count in the chosen language, with thousands separators. */
export function numberWords(value: number): string {
  return new Intl.NumberFormat(formats).format(value);
}

/** Names as a list in the chosen language. */
export function listWords(names: readonly string[]): string {
  return new Intl.ListFormat(formats, { type: 'conjunction' }).format(names);
}

function subscribe(listener: () => void): () => void {
  messages.on('languageChanged', listener);
  return () => messages.off('languageChanged', listener);
}

/** `say` for components, which are rendered again when the language changes. */
export function useMessages(): Say {
  useSyncExternalStore(subscribe, currentLocale);
  return say;
}
