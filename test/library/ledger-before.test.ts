import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEnglish, type Said, said, saidSchema } from '../../src-main/contract/said';
import { EARLIER_TEXTS } from '../../src-main/contract/said-before';
import { Ledger } from '../../src-main/library/ledger';

// A ledger of the last version that kept English: a row for each of its sentences, named by the sentence's present key.
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daguerre-'));
  path = join(folder, 'ledger.sqlite');
  await copyFile('test/fixtures/before-keys/ledger.sqlite', path);
});
afterAll(() => rm(folder, { recursive: true }));

/** A message in the words of the version that kept English. */
function earlierEnglish(message: Said): string {
  const text = new Map(Object.entries(EARLIER_TEXTS)).get(message.key);
  if (text === undefined) return inEnglish(message);
  const values = new Map(Object.entries(message.values));
  return text.replaceAll(/{{(\w+)}}/g, (_, name: string) => {
    const inner = saidSchema.safeParse(values.get(name));
    return inner.success ? earlierEnglish(inner.data) : [values.get(name)].flat().join(', ');
  });
}

/** The column as it stands in the file. */
function kept(): Map<string, string> {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT path, error FROM photos WHERE error IS NOT NULL').all();
  database.close();
  return new Map(rows.map((row) => [String(row['path']), String(row['error'])]));
}

test('every stored sentence is recognised, with all its values', () => {
  const english = kept();
  const ledger = Ledger.open(path);
  const rows = ledger.all().filter(({ path }) => /^\w{2,}\.jpg$/.test(path));
  ledger.close();
  expect(rows.length).toBeGreaterThan(180);
  for (const { path, error } of rows) {
    expect(error?.key).toBe(path.replace('.jpg', ''));
    expect(error && earlierEnglish(error)).toBe(english.get(path));
  }
});

test('unknown words stay unchanged, and new failures are stored by key', () => {
  const ledger = Ledger.open(path);
  const [row] = ledger.all().filter(({ path }) => path === 'd.jpg');
  expect(row?.error).toEqual({ key: 'quoted', values: { words: 'The moon was full.' } });
  const gone = said('fileMissing', { path: '/photos/d.jpg' });
  ledger.setAside(row?.id ?? 0, 'failed', gone);
  expect(ledger.row(row?.id ?? 0)?.error).toEqual(gone);
  ledger.close();
  expect(JSON.parse(kept().get('d.jpg') ?? '')).toEqual(gone);
});
