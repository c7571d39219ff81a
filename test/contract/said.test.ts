import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { recogniser } from '../../src-main/contract/said';
import { SAYINGS } from '../../src-main/contract/sayings';

const ROOT = join(import.meta.dirname, '../../src-main');

/** Who may say sentences that no catalogue has, and why no window comes to hear them. */
const TERMINALS_ALONE: Readonly<Record<string, string>> = {
  'contract/said.ts': 'it makes them',
  'cli/': 'options and arguments',
  'measurement/degrade.ts': 'only the command degrade asks for it',
  'jobs/degrade-job.ts': 'only the command degrade asks for it',
  'jobs/evaluate-job.ts': 'only the command evaluate asks for it',
  'jobs/evaluation-photos.ts': 'only the command evaluate asks for it',
  'library/queue/': 'only the commands batch and worker take the address of a queue',
  'library/stores/': 'only the commands batch and worker take the address of a store',
  'server/open-server.ts': 'before there is a page',
  'server/page-routes.ts': 'before there is a page',
};

/** Who may take a text for a sentence of the list that was made elsewhere. */
const CROSSINGS: Readonly<Record<string, string>> = {
  'contract/said.ts': 'it makes them',
  'contract/window/channels.ts': 'from the program to its window',
  'processes/compute-table.ts': 'from the compute process',
  'processes/job-schemas.ts': 'from the compute process',
  'network/providers/trial.ts': 'from the trial of a provider',
  'transport/messages.ts': 'from an engine process',
  'library/ledger-rows.ts': 'from a ledger',
  'library/queue/': 'from the worker that did a job',
  'library/stores/renamed.ts': 'the same sentence with other names of its files',
};

/** Files of the privileged side that hold a word, by their path there. */
function holding(word: RegExp): string[] {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => word.test(readFileSync(path, 'utf8')))
    .map((path) => relative(ROOT, path).split(sep).join('/'));
}

function outside(places: Readonly<Record<string, string>>, files: readonly string[]): string[] {
  const known = Object.keys(places);
  return files.filter((file) => !known.some((place) => file === place || file.startsWith(place)));
}

// That all else is of the list, the compiler holds: errors, warnings and notices take a Said.
test('only what no window reaches says sentences that are in no catalogue', () => {
  expect(outside(TERMINALS_ALONE, holding(/\bterminalSentence\b/))).toEqual([]);
});

test('no text passes for a sentence but where processes and machines exchange them', () => {
  expect(outside(CROSSINGS, holding(/\bsentenceText\b/))).toEqual([]);
  expect(holding(/brand<'Said'>|as Said\b|<Said>\S/)).toEqual(['contract/said.ts']);
});

test('an error that was made without a sentence is not taken by the compiler', async () => {
  const { failure } = await import('../../src-main/contract/errors');
  // @ts-expect-error: a text of nobody's list
  expect(failure('The moon was full.').message).toBe('The moon was full.');
});

test('what a sentence names may hold spaces, quotes, brackets and line breaks', () => {
  const known = recogniser(SAYINGS);
  const odd = "C:\\Fotos (alt)\\Oma's 'best'; 50% $&\n{{path}}.tif";
  for (const [key, text] of Object.entries(SAYINGS)) {
    const names = [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name);
    const found = known(text.replaceAll(/{{\w+}}/g, () => odd));
    expect(found?.key, key).toBe(key);
    if (names.length === 1) expect(Object.values(found?.values ?? {})).toEqual([odd]);
  }
});
