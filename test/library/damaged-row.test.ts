import { DatabaseSync } from '@photostructure/sqlite';
import { beforeAll, expect, it } from 'vitest';
import type { BatchRequest } from '../../src-main/contract/batch';
import { said } from '../../src-main/contract/said';
import { withEngine } from '../../src-main/jobs/engine';
import { dryRun } from '../../src-main/library/dry-run';
import { ledgerPath, type OpenBatch, openBatch } from '../../src-main/library/open-batch';
import { parseRules } from '../../src-main/library/recipe-file';
import { runBatch } from '../../src-main/library/run-batch';
import { TINY } from '../cli/support';
import { QUICK, workplace, writePhoto } from './support';

// What somebody changed in a ledger between two runs, or while one goes on.

const place = workplace();
const DAMAGED = said('rowDamaged', { photo: 'b.jpg' });

beforeAll(async () => {
  for (const [seed, name] of ['a.jpg', 'b.jpg', 'c.jpg'].entries()) {
    await writePhoto(place.at('photos', name), seed, 96, 80);
  }
}, 60_000);

const requestFor = (name: string): BatchRequest => ({
  input: place.at('photos'),
  output: place.at(name),
  masks: null,
  ...parseRules({ ...QUICK, steps: 2, output: { format: 'png' } }, 'recipe'),
  include: [],
  exclude: [],
  order: 'folder',
});

const ledgersOf = (name: string) => place.at(`${name}-ledgers`);

const never = new AbortController().signal;

function open(name: string): Promise<OpenBatch> {
  const network = { modelPath: TINY, provider: 'cpu' } as const;
  const options = { resume: true, retryFailed: false, ledgers: ledgersOf(name), network };
  return openBatch(requestFor(name), options, never);
}

async function damage(name: string, sql: string): Promise<void> {
  const database = new DatabaseSync(await ledgerPath(requestFor(name), ledgersOf(name)));
  database.exec(`UPDATE photos SET ${sql} WHERE path = 'b.jpg'`);
  database.close();
}

async function run(batch: OpenBatch) {
  return withEngine((engine) => runBatch(engine, batch, { signal: never, onEvent: () => {} }).finished);
}

const reasonOf = (batch: OpenBatch, state: 'failed' | 'skipped') =>
  batch.ledger.inState(state).map(({ path, error }) => [path, error]);

it.each(['{"recipe":', '{}', 'null', '{"recipe":{"operator":["denoise"]}}'])(
  'a photo whose settings became %s fails in a sentence that names it, and the others are restored',
  async (settings) => {
    const name = `settings-${settings.length}`;
    const batch = await open(name);
    await damage(name, `settings = '${settings}'`);
    expect(await run(batch)).toMatchObject({ done: 2, failed: 1, waiting: 0 });
    expect(reasonOf(batch, 'failed')).toEqual([['b.jpg', DAMAGED]]);
    batch.ledger.close();
  },
);

it('a dry run leaves such a photo out with the same sentence', async () => {
  const batch = await open('dry');
  await damage('dry', "settings = '{'");
  const found = await withEngine((engine) => dryRun(engine, batch, never));
  batch.ledger.close();
  expect(found.leftOut.map(({ path, reason }) => [path, reason])).toEqual([['b.jpg', DAMAGED]]);
  expect(found.seconds).toBeGreaterThan(0);
});

it('a photo whose own recipe is damaged is left out until it gets another, and the others continue', async () => {
  (await open('own')).ledger.close();
  await damage('own', 'recipe = \'{"operator":\'');
  const batch = await open('own');
  expect(reasonOf(batch, 'skipped')).toEqual([['b.jpg', DAMAGED]]);
  expect(await run(batch)).toMatchObject({ done: 2, failed: 0, skipped: 1, waiting: 0 });
  batch.ledger.setRecipes([batch.ledger.inState('skipped')[0]?.id ?? 0], null);
  batch.ledger.close();
  const again = await open('own');
  expect(again.ledger.counts()).toMatchObject({ done: 2, waiting: 1, skipped: 0 });
  again.ledger.close();
});

it('damaged settings of a finished photo are rewritten with the next plan, and it stays finished', async () => {
  const batch = await open('done');
  await run(batch);
  batch.ledger.close();
  await damage('done', "settings = '{'");
  const again = await open('done');
  expect(again.ledger.counts()).toMatchObject({ done: 3, waiting: 0 });
  for (const { settings } of again.ledger.all()) expect(JSON.parse(settings)).toMatchObject({ mark: true });
  again.ledger.close();
});
