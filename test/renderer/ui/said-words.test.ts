import { afterEach, expect, test } from 'vitest';
import { PlainError } from '../../../src-main/contract/errors';
import { inEnglish, quoted, type Said, said } from '../../../src-main/contract/said';
import { LOCALES } from '../../../src-main/contract/window/program';
import { parseRules } from '../../../src-main/library/recipe-file';
import { notUsed } from '../../../src-main/network/providers/trial';
import { saidWords } from '../../../src-renderer/client/said-words';
import { setLanguage } from '../../../src-renderer/messages/messages';

afterEach(() => setLanguage('en', 'en'));

test("a reason within a sentence has the same language, with that language's numbers", () => {
  setLanguage('de', 'de-DE');
  expect(saidWords(notUsed('webgpu', said('slower', { times: '2.5' })))).toBe(
    'WebGPU wurde nicht verwendet: dauert hier 2,5-mal so lange wie mit dem Prozessor.',
  );
});

test('a warning names the repairs as the window does', () => {
  setLanguage('fr', 'fr');
  const untrained = (what: Said) => saidWords(said('untrained', { version: '1.0', what }));
  expect(untrained(said('untrainedTogether', { operators: ['inpaint', 'upscale'] }))).toContain(
    'Rayures et taches et Agrandir à la fois',
  );
  expect(untrained(said('operators', { operators: ['jpeg'] }))).toContain('Blocs JPEG');
  expect(untrained(said('untrainedScale', { scale: 3, scales: [2, 4] }))).toContain('2 et 4');
});

test.each(LOCALES)('the fault of a recipe is named in %s, inside the sentence that refuses it', (locale) => {
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
    const refusal = refusalOf(() => parseRules(recipe, '/photos/recipe.json'));
    const { issue } = refusal.said.values;
    if (typeof issue !== 'object' || !('key' in issue)) throw refusal;
    expect(issue.key, refusal.message).not.toBe('quoted');
    const words = saidWords(refusal.said);
    expect(words).toContain('recipe.json');
    expect(words).not.toContain('/photos');
    expect(words).toContain(saidWords(issue));
  }
});

function refusalOf(work: () => unknown): PlainError {
  try {
    work();
  } catch (error) {
    if (error instanceof PlainError) return error;
  }
  throw new Error('It was not refused.');
}

test.each(LOCALES)('a file appears with only its name in %s, and a place with its full path', (locale) => {
  setLanguage(locale, locale);
  const file = saidWords(said('notAPicture', { path: '/uploads/x7/a.png' }));
  expect(file).toContain('a.png');
  expect(file).not.toContain('uploads');
  expect(saidWords(said('diskFull', { place: '/photos/old' }))).toContain('/photos/old');
  const noFolder = saidWords(said('outputNoFolder', { folder: '/old/photo.png', path: 'C:\\old\\b.png' }));
  expect(noFolder).toContain('/old/photo.png');
  expect(noFolder).not.toContain('C:');
});

test('the window and the terminal say in the same words that a file is not a picture', () => {
  setLanguage('en', 'en');
  const message = said('notAPicture', { path: 'a.png' });
  const [fault] = inEnglish(message).split(';');
  expect(saidWords(message)).toContain(`${fault}. `);
});

test('words of a library or the system appear in brackets unchanged', () => {
  setLanguage('ja', 'ja');
  const detail = 'heif: Unspecified (6.0)';
  expect(saidWords(said('notWritten', { path: '/out/b.avif', detail }))).toBe(
    'b.avif を書き込めませんでした（heif: Unspecified (6.0)）。別の形式か場所をお試しください。',
  );
  setLanguage('fr', 'fr');
  const unkept = said('notKept', { path: '/data/settings.json', why: quoted('EROFS') });
  expect(saidWords(unkept)).toMatch(/^Impossible d’écrire settings\.json \(EROFS\)\./);
});

test('a message without a key is shown unchanged', () => {
  setLanguage('ja', 'ja');
  expect(saidWords(quoted('Something rare happened.'))).toBe('Something rare happened.');
  expect(saidWords(notUsed('cuda', quoted('the moon was full')))).toBe(
    'CUDA は使われませんでした：the moon was full。',
  );
});
