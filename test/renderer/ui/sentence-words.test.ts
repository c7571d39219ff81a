import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { PlainError } from '../../../src-main/contract/errors';
import { FAULTS } from '../../../src-main/contract/faults';
import { recogniser, said } from '../../../src-main/contract/said';
import { SAYINGS } from '../../../src-main/contract/sayings';
import { LOCALES } from '../../../src-main/contract/window/program';
import { openForReading } from '../../../src-main/imaging/open-file';
import { checkOutput } from '../../../src-main/imaging/output';
import { parseRules } from '../../../src-main/library/recipe-file';
import { notUsed } from '../../../src-main/network/providers/trial';
import { sentenceWords } from '../../../src-renderer/client/sentence-words';
import { setLanguage } from '../../../src-renderer/messages/messages';

afterEach(() => setLanguage('en', 'en'));

const known = recogniser(SAYINGS);
const filled = (text: string) => text.replaceAll(/{{\w+}}/g, 'xyz');

test.each(Object.entries(SAYINGS))('%s is known again by its form, and as no other', (key, text) => {
  expect(known(filled(text))?.key).toBe(key);
});

test.each(LOCALES)('every sentence of the list is said in %s', (locale) => {
  setLanguage(locale, locale);
  for (const text of Object.values(SAYINGS)) {
    const words = sentenceWords(filled(text));
    expect(words).not.toMatch(/\{\{|said\.|fault\./);
    if (locale !== 'en') expect(words).not.toBe(filled(text));
  }
});

test('a reason within a sentence is said in the same language, numbers in its own way', () => {
  setLanguage('de', 'de-DE');
  const slow = said('slower', { times: '2.5' });
  expect(sentenceWords(notUsed('webgpu', slow))).toBe(
    'WebGPU wurde nicht verwendet: dauert hier 2,5-mal so lange wie mit dem Prozessor.',
  );
});

test('a warning names the repairs as the window does', () => {
  const what = said('untrainedTogether', { operators: 'inpaint and upscale' });
  const warning = said('untrained', { version: '1.0', what });
  setLanguage('fr', 'fr');
  expect(sentenceWords(warning)).toContain('Rayures et taches et Agrandir à la fois');
  expect(sentenceWords(said('untrained', { version: '1.0', what: 'jpeg' }))).toContain('Blocs JPEG');
});

test("a failure's sentence that a batch kept is said as the fault is, with the file's name alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-'));
  try {
    await writeFile(join(folder, 'empty.png'), '');
    for (const name of ['empty.png', 'none.png']) {
      const error: unknown = await openForReading(join(folder, name)).catch((thrown: unknown) => thrown);
      if (!(error instanceof PlainError)) throw error;
      expect(FAULTS).toContain(known(error.message)?.key);
      expect(known(error.message)?.key).toBe(error.fault?.key);
      setLanguage('es', 'es');
      expect(sentenceWords(error.message)).toMatch(new RegExp(`^${name} (no existe|está vacío)\\.`));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PlainError) return error.message;
  }
  throw new Error('It was not refused.');
}

test.each(LOCALES)(
  'what is wrong in a recipe is said in %s, inside the sentence that refuses it',
  (locale) => {
    const wrong: readonly object[] = [
      { operator: 'repaint' },
      { operator: ['denoise', 'denoise'] },
      { operator: 'denoise', noise: 500 },
      { operator: 'denoise', seed: 0.5 },
      { operator: 'deblur-gaussian', blur: 0 },
      { operator: 'deblur-motion', length: 0, angle: 1000 },
      { operator: 'jpeg', subsampling: '4:1:1' },
      { operator: 'upscale' },
      { operator: 'denoise', provider: 'abacus' },
      { operator: 'denoise', output: { format: 'bmp' } },
      { operator: 'denoise', output: { bitDepth: 12 } },
      { operator: 'denoise', output: { name: 'always the same' } },
      { operator: 'denoise', folders: 'all' },
    ];
    setLanguage(locale, locale);
    for (const recipe of wrong) {
      const english = refusalOf(() => parseRules(recipe, '/photos/recipe.json'));
      const issue = known(english)?.values['issue'] ?? '';
      expect(known(issue)?.key, english).toBeDefined();
      const words = sentenceWords(english);
      expect(words).toContain('recipe.json');
      expect(words).not.toContain('/photos');
      expect(words).toContain(sentenceWords(issue));
      if (locale !== 'en') expect(words).not.toContain(issue);
    }
  },
);

test('a folder is said whole, and a file by its name', async () => {
  const error: unknown = await checkOutput('/photos/a.png', '/nowhere/deep/b.png').catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlainError)) throw error;
  setLanguage('de', 'de');
  expect(sentenceWords(error.message)).toMatch(/^Den Ordner \S*nowhere\Wdeep gibt es nicht\./);
  const noFolder = said('outputNoFolder', { folder: '/old/photo.png', path: '/old/photo.png/b.png' });
  expect(sentenceWords(noFolder)).toBe(
    '/old/photo.png ist kein Ordner. Wählen Sie einen anderen Ort für b.png.',
  );
});

test("a library's or the system's own words stand in brackets as they came", () => {
  setLanguage('ja', 'ja');
  const unwritten = said('notWritten', { path: '/out/b.avif', detail: 'heif: Unspecified (6.0)' });
  expect(sentenceWords(unwritten)).toBe(
    'b.avif を書き込めませんでした（heif: Unspecified (6.0)）。別の形式か場所をお試しください。',
  );
  setLanguage('fr', 'fr');
  const unkept = said('notKept', { path: '/data/settings.json', why: 'EROFS' });
  expect(sentenceWords(unkept)).toMatch(/^Impossible d’écrire settings\.json \(EROFS\)\./);
});

test('what no list has is said as it came', () => {
  setLanguage('ja', 'ja');
  expect(sentenceWords('Something rare happened.')).toBe('Something rare happened.');
  expect(sentenceWords(notUsed('cuda', 'the moon was full'))).toBe(
    'CUDA は使われませんでした：the moon was full。',
  );
});
