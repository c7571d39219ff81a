import { expect, test } from 'vitest';
import { menuWords } from '../../src-main/app/menu-words';
import { LOCALES } from '../../src-main/contract/window/program';

test('the menu speaks the language of a locale, whatever its region', () => {
  expect(menuWords('de-AT').undo).toBe('Rückgängig');
  expect(menuWords('zh-Hans-CN').file).toBe('文件');
  expect(menuWords('pt-BR')).toBe(menuWords('en'));
});

test('no language is left in English but for words that are the same in it', () => {
  const english = menuWords('en');
  for (const locale of LOCALES.filter((one) => one !== 'en')) {
    const same = Object.entries(menuWords(locale)).filter(
      ([key, word]) => word === Reflect.get(english, key),
    );
    expect([locale, same]).toEqual([locale, []]);
  }
});
