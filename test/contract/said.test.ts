import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { failure } from '../../src-main/contract/errors';
import {
  distinct,
  fromText,
  inEnglish,
  jsonInEnglish,
  quoted,
  said,
  saidSchema,
  toText,
} from '../../src-main/contract/said';
import { readSaid } from '../../src-main/contract/said-before';

const ROOT = join(import.meta.dirname, '../../src-main');

/** The files that may say words without a key, and why no window lacks a translation for them. */
const QUOTING: Readonly<Record<string, string>> = {
  'contract/said.ts': 'it makes them',
  'contract/said-before.ts': 'what versions before and other programs wrote',
  'cli/': 'options and arguments',
  'api/': 'a program has no window, and says them in English',
  'measurement/degrade.ts': 'only the command degrade asks for it',
  'jobs/degrade-job.ts': 'only the command degrade asks for it',
  'jobs/detect-job.ts': 'only the command detect asks for it',
  'jobs/evaluate-job.ts': 'only the command evaluate asks for it',
  'jobs/evaluation-photos.ts': 'only the command evaluate asks for it',
  'library/ledger-fault.ts': "SQLite's words for a fault of the disk",
  'library/queue/': 'only the commands batch and worker take the address of a queue',
  'library/stores/': 'only the commands batch and worker take the address of a store',
  'server/api/open-service.ts': 'only the command serve asks for it',
  'server/open-server.ts': 'before there is a page',
  'server/page-routes.ts': 'before there is a page',
  'metrics/metrics-server.ts': 'only the commands batch and worker take its address',
  'studio/atomic-file.ts': "the system's code of a failure",
};

/** Files of the privileged side that hold a word, by their path there. */
function holding(word: RegExp): string[] {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => word.test(readFileSync(path, 'utf8')))
    .map((path) => relative(ROOT, path).split(sep).join('/'));
}

// The compiler checks that everything else has a key: errors, warnings and notices take a Said.
test('only messages for terminals and words of other programs have no key', () => {
  const places = Object.keys(QUOTING);
  const files = holding(/\bquoted\(|'quoted'/);
  expect(files.filter((file) => !places.some((place) => file.startsWith(place)))).toEqual([]);
  expect(places.filter((place) => !files.some((file) => file.startsWith(place)))).toEqual([]);
});

test('the compiler refuses words instead of a key, an unknown key, a missing value and one of another kind', () => {
  const wrong = [
    // @ts-expect-error: words
    () => failure('The moon was full.'),
    // @ts-expect-error: no text has this key
    () => said('moonFull'),
    // @ts-expect-error: the text names a path
    () => said('fileMissing'),
    // @ts-expect-error: a text has no such value
    () => said('fileMissing', { path: 'a.jpg', moon: 'full' }),
    // @ts-expect-error: a number
    () => said('noSuchPage', { path: 'a.jpg', pages: 'two', page: 3 }),
    // @ts-expect-error: a reason is said too
    () => said('notUsed', { provider: 'WebGPU', reason: 'it is slow' }),
  ];
  expect(wrong).toHaveLength(6);
});

const slow = said('notUsed', { provider: 'WebGPU', reason: said('slower', { times: '2.5' }) });

test('a terminal prints it in English, with the messages inside it', () => {
  expect(inEnglish(slow)).toBe('WebGPU was not used: it takes 2.5 times as long as the processor here.');
  expect(inEnglish(said('untrainedScale', { scale: 3, scales: [2, 4] }))).toBe(
    'enlarging by 3 (it was on 2 and 4)',
  );
  expect(inEnglish(said('jpegLast', { earlier: ['inpaint', 'upscale'] }))).toMatch(
    /after inpaint, upscale in/,
  );
  expect(failure(slow).message).toBe(inEnglish(slow));
  expect(jsonInEnglish({ warnings: [slow], seconds: 1 })).toBe(
    JSON.stringify({ warnings: [inEnglish(slow)], seconds: 1 }),
  );
});

test('values may contain braces, quotes, brackets and line breaks', () => {
  const odd = "C:\\Fotos (alt)\\Oma's 'best'; 50% $&\n{{path}}.tif";
  const missing = said('fileMissing', { path: odd });
  expect(inEnglish(missing)).toBe(`${odd} doesn't exist; check its name and folder.`);
  expect(fromText(toText(missing))).toEqual(missing);
  expect(readSaid(inEnglish(missing))).toEqual(missing);
});

test('a message from another process needs a known key with all its values', () => {
  const crosses = (value: unknown) => saidSchema.safeParse(structuredClone(value)).success;
  expect(crosses(slow)).toBe(true);
  expect(crosses({ key: 'moonFull', values: {} })).toBe(false);
  expect(crosses({ key: 'toString', values: {} })).toBe(false);
  expect(crosses({ key: 'fileMissing', values: {} })).toBe(false);
  expect(crosses({ key: 'fileMissing', values: { path: 7 } })).toBe(false);
  expect(
    crosses({ key: 'notUsed', values: { provider: 'WebGPU', reason: { key: 'slower', values: {} } } }),
  ).toBe(false);
  expect(crosses({ key: 'operators', values: { operators: ['repaint'] } })).toBe(false);
});

test('a repeated message counts once', () => {
  expect(distinct([slow, said('noMask'), readSaid(inEnglish(slow))])).toEqual([slow, said('noMask')]);
});

test('unknown words stay unchanged', () => {
  expect(readSaid('The moon was full.')).toEqual(quoted('The moon was full.'));
  expect(readSaid('{"key": "moonFull", "values": {}}')).toEqual(quoted('{"key": "moonFull", "values": {}}'));
});
