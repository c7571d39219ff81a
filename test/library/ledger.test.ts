import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { said } from '../../src-main/contract/said';
import { Ledger } from '../../src-main/library/ledger';
import { LedgerPages } from '../../src-main/library/ledger-pages';

let folder: string;
let count = 0;
const place = () => join(folder, `${count++}.sqlite`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daguerre-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Carries SQL out on a ledger's file, and answers with its version. */
function inFile(path: string, sql = ''): unknown {
  const database = new DatabaseSync(path);
  database.exec(sql);
  const version = database.prepare('PRAGMA user_version').get();
  database.close();
  return version?.['user_version'];
}

describe('a ledger of the previous version', () => {
  const before = readFileSync('test/fixtures/ledgers/version-0.sql', 'utf8');

  test('is opened with everything about its photos, and continues', () => {
    const path = place();
    expect(inFile(path, before)).toBe(0);
    const ledger = Ledger.open(path);
    const rows = new Map(ledger.all().map((row) => [row.path, row]));
    expect(rows.get('a/done.jpg')).toMatchObject({
      contentHash: 'c0ffee',
      doneSettings: 'wanted',
      resultHash: 'f00d',
      state: 'done',
      megapixels: 12.5,
      seconds: 3.25,
      finished: 1700000005000,
      rating: 5,
    });
    expect(rows.get('a/failed.png')).toMatchObject({
      state: 'failed',
      tries: 3,
      recipe: '{"operator":["denoise"]}',
    });
    expect(rows.get('a/skipped.png')?.error).not.toBeNull();
    expect(rows.get('a/working.png')).toMatchObject({ state: 'working', claimedBy: 'somewhere-1-0' });
    expect(ledger.factsLike('workspace ')).toEqual([['workspace somewhere-1-0', '/tmp/somewhere']]);
    ledger.retryFailed();
    const claimed = [0, 1, 2, 3].map(() => ledger.claim('me-1-0', 'size')?.path);
    expect(claimed).toEqual(['a/failed.png', 'a/waiting.png', 'a/unclaimed.png', undefined]);
    ledger.close();
  });

  test('is migrated once, and then read by others', () => {
    const path = place();
    inFile(path, before);
    Ledger.open(path).close();
    const version = inFile(path);
    expect(version).toBeGreaterThan(0);
    Ledger.open(path).close();
    expect(inFile(path)).toBe(version);
    const pages = new LedgerPages(path);
    expect(pages.count({ states: [], search: '', order: 'folder' })).toBe(6);
    pages.close();
  });
});

test('a ledger of a later version is refused by a sentence that names it, and is not changed', () => {
  const path = place();
  Ledger.open(path).close();
  inFile(path, 'PRAGMA user_version = 99');
  expect(() => Ledger.open(path)).toThrow(PlainError);
  expect(() => Ledger.open(path)).toThrow(path);
  expect(inFile(path)).toBe(99);
});

test('each photo is claimed exactly while a process works on it', () => {
  const one = fc.nat(2);
  const wanted = (name: number, isSkipped: boolean) => ({
    bytes: 1,
    modified: 1,
    settingsHash: 'wanted',
    settings: '{}',
    output: `${name}.png`,
    outputKey: `${name}.png`,
    error: isSkipped ? said('noMask') : null,
  });
  const facts = { contentHash: 'c', resultHash: 'r', megapixels: 1, seconds: 1, bytes: 1, modified: 1 };
  type Deed = (ledger: Ledger) => void;
  const onRow = (deed: (ledger: Ledger, row: NonNullable<ReturnType<Ledger['row']>>) => void) =>
    one.map(
      (id): Deed =>
        (ledger) => {
          const row = ledger.row(id + 1);
          if (row) deed(ledger, row);
        },
    );
  const deed = fc.oneof(
    fc.constantFrom('a-1-0', 'b-2-0').map(
      (claimant): Deed =>
        (ledger) =>
          void ledger.claim(claimant, 'folder'),
    ),
    fc.constantFrom('a-1-0', 'b-2-0').map(
      (claimant): Deed =>
        (ledger) =>
          ledger.releaseAll(claimant),
    ),
    onRow((ledger, row) => ledger.finish(row, facts)),
    onRow((ledger, { id }) => ledger.keep(id)),
    onRow((ledger, { id }) => ledger.retry(id)),
    onRow((ledger, row) => ledger.release(row)),
    onRow((ledger, { id }) => ledger.setAside(id, 'failed', said('noMask'))),
    fc.tuple(one, fc.boolean(), fc.boolean(), fc.boolean()).map(
      ([id, isSkipped, isNew, isMade]): Deed =>
        (ledger) => {
          ledger.replan(id + 1, wanted(id, isSkipped), { isNew, isMade });
        },
    ),
    fc.constant<Deed>((ledger) => ledger.retryFailed()),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
      const ledger = Ledger.open(place());
      for (const id of [0, 1, 2]) ledger.add(`${id}.png`, wanted(id, false));
      for (const carryOut of deeds) {
        const working = ledger.inState('working');
        carryOut(ledger);
        for (const { id, state, claimedBy } of ledger.all()) {
          expect(claimedBy !== null).toBe(state === 'working');
          if (state === 'skipped') expect(working.map((row) => row.id)).not.toContain(id);
        }
      }
      ledger.close();
    }),
    { numRuns: 30 },
  );
});

describe('a new ledger', () => {
  test('is opened once another process, which opens it too, has released it', async () => {
    const path = place();
    // As a process does that has just looked at the file's version.
    const other = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       const { DatabaseSync } = require('@photostructure/sqlite');
       const database = new DatabaseSync(workerData);
       database.exec('CREATE TABLE other (id); BEGIN; SELECT * FROM other');
       parentPort.postMessage('holds it');
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
       database.exec('COMMIT');
       database.close();`,
      { eval: true, workerData: path },
    );
    await once(other, 'message');
    const ledger = Ledger.open(path);
    expect(ledger.all()).toEqual([]);
    ledger.close();
    await once(other, 'exit');
  });
});
