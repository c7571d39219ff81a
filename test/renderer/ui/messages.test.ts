import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SAYINGS } from '../../../src-main/contract/sayings';
import { LOCALES } from '../../../src-main/contract/window/program';
import {
  catalogues,
  localeFor,
  numberWords,
  say,
  setLanguage,
} from '../../../src-renderer/messages/messages';
import { pseudoLocale } from './pseudo-locale';

const english: Readonly<Record<string, string>> = catalogues.en;
const others = LOCALES.filter((locale) => locale !== 'en');
const base = (key: string) => key.replace(/_(one|other)$/, '');
const placeholders = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();

/** What a language may share with English: names, units, numbers and words that are the same there. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: ['toning.sepia', 'preset.name', 'result.original', 'save.format', 'about.version'],
  es: ['toning.sepia', 'result.original'],
  fr: [
    'noise.visible',
    'noise.grain',
    'grain.value',
    'blur.value',
    'panel.picture',
    'result.original',
    'save.format',
    'about.version',
    'alert.label',
    'job.pause',
    'library.place.photo',
    'library.photos',
  ],
  zh: [],
  ja: [],
};
const SAME_EVERYWHERE = [
  'top.zoom',
  'stage.crosshair',
  'picture.position',
  'picture.density',
  'result.percent',
  'enlarge.times',
  'tool.lasso',
  'tool.rectangle',
  'blur.drawn',
  'picture.format',
  'top.pixels',
  'stage.label',
  'job.ofPhoto',
  'job.failedIn',
  'library.stateWhy',
  'said.quoted',
  'said.operators',
];

test.each(others)('%s has exactly the messages of English', (locale) => {
  const has = new Set(Object.keys(catalogues[locale]).map(base));
  expect([...has].sort()).toEqual([...new Set(Object.keys(english).map(base))].sort());
});

test.each(LOCALES)('%s has every plural form that its language asks for', (locale) => {
  const forms = new Intl.PluralRules(locale)
    .resolvedOptions()
    .pluralCategories.filter((form) => form !== 'many');
  const has = new Set(Object.keys(catalogues[locale]));
  const plurals = Object.keys(english)
    .filter((key) => key.endsWith('_other'))
    .map(base);
  expect(
    plurals.flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => !has.has(key)),
  ).toEqual([]);
});

test.each(others)('%s has no text left in English', (locale) => {
  const allowed = new Set([...(SAME[locale] ?? []), ...SAME_EVERYWHERE]);
  const same = Object.entries(catalogues[locale]).filter(([key, text]) => english[key] === text);
  expect(same.map(([key]) => key).filter((key) => !allowed.has(base(key)))).toEqual([]);
});

test.each(others)('%s fills the same placeholders as English', (locale) => {
  for (const [key, text] of Object.entries(catalogues[locale])) {
    expect(placeholders(text), key).toEqual(placeholders(english[key] ?? ''));
  }
});

test("each key of the program has a text, with only the key's values", () => {
  const said = Object.keys(english).filter((key) => key.startsWith('said.'));
  expect(said.map((key) => key.slice(5)).sort()).toEqual(Object.keys(SAYINGS).sort());
  for (const [key, text] of Object.entries(SAYINGS)) {
    const values = new Set(placeholders(text));
    expect(
      placeholders(english[`said.${key}`] ?? '').filter((name) => !values.has(name)),
      key,
    ).toEqual([]);
  }
});

test('French keeps its colons, semicolons and quotes on the line of the word that they belong to', () => {
  const loose = Object.entries(catalogues.fr).filter(([, text]) => / [:;?!»%]|« /.test(text));
  expect(loose.map(([key]) => key)).toEqual([]);
});

/** Words in quotes that aren't labels of the window. */
const QUOTED_BESIDES = ['batch'];

test.each(LOCALES)('quoted labels in %s have the same words as the labels', (locale) => {
  const texts = Object.values(catalogues[locale]);
  const labels = new Set([...texts, ...QUOTED_BESIDES]);
  const quoted = texts.flatMap((text) =>
    [...text.matchAll(/[“„«「]\s?([^“”„«»「」]+?)\s?[”“»」]/g)].map(([, words = '']) => words),
  );
  expect(quoted.length).toBeGreaterThan(5);
  expect(quoted.filter((words) => !labels.has(words) && !words.includes('{{'))).toEqual([]);
});

test('every message is used, and every used message exists', () => {
  const source = sourcesOf(join(import.meta.dirname, '../../../src-renderer'));
  const templates = [...source.matchAll(/say\(\s*`([\w.]+)\$\{[^}]*\}(\w*)`/g)];
  const fits = (key: string) =>
    templates.some(([, start = '', end = '']) => key.startsWith(start) && key.endsWith(end));
  const keys = [...new Set(Object.keys(english).map(base))];
  expect(keys.filter((key) => !source.includes(`'${key}'`) && !fits(key))).toEqual([]);
});

function sourcesOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesOf(path);
      return /\.tsx?$/.test(entry.name) ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}

test('every text that the window shows comes from the catalogue', () => {
  const source = sourcesOf(join(import.meta.dirname, '../../../src-renderer'));
  const shown = [...source.matchAll(/(?<!=)>\s*([A-Za-z]{2,}[^<>{}=;()]*)<\//g)].map(([, text]) =>
    text?.trim(),
  );
  expect(shown).toEqual([]);
});

test.each(LOCALES)(
  '%s can be half as long again with every letter changed, and still has its values',
  (locale) => {
    for (const [key, text] of Object.entries(catalogues[locale])) {
      const pseudo = pseudoLocale(text);
      expect(placeholders(pseudo), key).toEqual(placeholders(text));
      expect(pseudo.length, key).toBeGreaterThan(text.length);
    }
  },
);

test('a message has the chosen language and the right plural', () => {
  setLanguage('de', 'de-AT');
  expect(say('announce.done', { count: 1 })).toBe('Restauriert. 1 Ergebnis liegt vor.');
  expect(say('announce.done', { count: 3 })).toBe('Restauriert. 3 Ergebnisse liegen vor.');
  setLanguage('ja', 'ja-JP');
  expect(say('announce.done', { count: 3 })).toBe('修復しました。結果が 3 件あります。');
  setLanguage('en', 'en-GB');
});

test("one of something is in the singular, by the language's rules and the shown number", () => {
  const words = () => [
    say('noise.value', { word: say('noise.faint'), levels: 1 }),
    say('grain.value', { word: say('grain.fine'), pixels: 1.5 }),
    say('suggest.blur', { pixels: 1 }),
  ];
  expect(words()).toEqual(['faint, 1 level', 'fine, 1.5 pixels', 'Blur, about 1 pixel']);
  expect(say('noise.value', { word: say('noise.faint'), levels: 2 })).toBe('faint, 2 levels');
  setLanguage('de', 'de-DE');
  expect(words()[0]).toBe('schwach, 1 Stufe');
  setLanguage('fr', 'fr-FR');
  expect(words()[1]).toBe('fin, 1,5 pixel');
  setLanguage('ja', 'ja-JP');
  expect(words()[2]).toBe('ぼけ、約 1 ピクセル');
  setLanguage('en', 'en-GB');
});

test('English has a singular for everything that may be one', () => {
  const counted = /\{\{\w+\}\} (levels|pixels|photos|steps|seconds|minutes|hours|results)\b/;
  const severalOnly = ['library.test', 'said.'];
  const found = Object.entries(english).filter(
    ([key, text]) =>
      counted.test(text) &&
      !key.endsWith('_other') &&
      !text.includes('× {{height}} pixels') &&
      !severalOnly.some((start) => key.startsWith(start)),
  );
  expect(found).toEqual([]);
});

test("large numbers have the language's thousands separators", () => {
  const pixels = () => say('top.pixels', { width: numberWords(16000), height: numberWords(12000) });
  expect(pixels()).toBe('16,000 × 12,000 pixels');
  setLanguage('de', 'de-DE');
  expect(pixels()).toBe('16.000 × 12.000 Pixel');
  expect(say('result.changed', { count: 1, number: numberWords(1) })).toBe('1 Pixel geändert');
  setLanguage('fr', 'fr-FR');
  expect(say('result.changed', { count: 23456, number: numberWords(23456) })).toMatch(
    /^23\s456 pixels modifiés$/,
  );
  expect(say('result.changed', { count: 2_000_000, number: numberWords(2_000_000) })).toMatch(
    /^2\s000\s000 pixels modifiés$/,
  );
  setLanguage('en', 'en-GB');
});

test("the system's language is used if the window supports it", () => {
  expect(localeFor('system', 'pt-BR')).toBe('en');
  expect(localeFor('system', 'zh-Hant-TW')).toBe('zh');
  expect(localeFor('system', 'DE_at')).toBe('de');
  expect(localeFor('fr', 'de-DE')).toBe('fr');
});
