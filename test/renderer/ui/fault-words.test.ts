import { afterEach, expect, test } from 'vitest';
import { FAULTS } from '../../../src-main/contract/faults';
import { LOCALES } from '../../../src-main/contract/window/program';
import { faultWords } from '../../../src-renderer/client/fault-words';
import { setLanguage } from '../../../src-renderer/messages/messages';

afterEach(() => setLanguage('en', 'en'));

test.each(LOCALES)('every fault is said in %s, with the file it is about', (locale) => {
  setLanguage(locale, locale);
  for (const key of FAULTS) {
    const words = faultWords({ key, values: { path: '/photos/a.png' } }, 'English');
    expect(words).not.toContain(`fault.${key}`);
    expect(words).not.toMatch(/\{\{|English/);
  }
  const file = faultWords({ key: 'notAPicture', values: { path: '/uploads/x7/a.png' } }, '');
  expect(file).toContain('a.png');
  expect(file).not.toContain('uploads');
  expect(faultWords({ key: 'diskFull', values: { path: '/photos/old' } }, '')).toContain('/photos/old');
});

test('what has no words in the catalogue is said as it came', () => {
  setLanguage('de', 'de');
  expect(faultWords(undefined, 'Something rare happened.')).toBe('Something rare happened.');
});
