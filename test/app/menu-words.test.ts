import { expect, test } from 'vitest';
import { menuWords } from '../../src-main/app/menu-words';
import { LOCALES } from '../../src-main/contract/window/program';
import { catalogues } from '../../src-renderer/messages/messages';

test('the menu has the language of a locale for any region', () => {
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

test.each(LOCALES)('undo and cancel have different words in %s', (locale) => {
  expect(catalogues[locale]['command.undo']).not.toBe(catalogues[locale]['command.cancel']);
});

test.each(LOCALES)('the menu and the window use the same words for the same commands in %s', (locale) => {
  const menu = menuWords(locale);
  const window = catalogues[locale];
  expect({
    close: menu.closePhoto,
    undo: menu.undo,
    redo: menu.redo,
    fit: menu.fit,
    actualSize: menu.actualSize,
    zoomIn: menu.zoomIn,
    zoomOut: menu.zoomOut,
    shortcuts: menu.shortcuts,
    about: menu.about,
  }).toEqual({
    close: window['command.close'],
    undo: window['command.undo'],
    redo: window['command.redo'],
    fit: window['command.fit'],
    actualSize: window['command.actualSize'],
    zoomIn: window['command.zoomIn'],
    zoomOut: window['command.zoomOut'],
    shortcuts: window['command.shortcuts'],
    about: window['command.about'],
  });
});
