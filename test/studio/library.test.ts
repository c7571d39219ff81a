import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { DatabaseSync } from '@photostructure/sqlite';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { recipeRequestSchema } from '../../src-main/contract/recipe';
import { said } from '../../src-main/contract/said';
import {
  type BatchRow,
  type BatchStatus,
  batchStatusSchema,
  type RowView,
} from '../../src-main/contract/window/library';
import { Ledger } from '../../src-main/library/ledger';
import { type Opened, place, resultsAt, sourceAt } from './support';

const { at, open } = place(async (at) => {
  await mkdir(at('photos', 'trip'), { recursive: true });
  await writePhoto(at('photos', 'a.png'), 10);
  await writePhoto(at('photos', 'b.jpg'), 80);
  await writePhoto(at('photos', 'trip', 'c.jpg'), 160);
  await writeFile(at('photos', 'trip', 'broken.jpg'), 'no picture');
  await writeFile(at('photos', 'raw.nef'), 'raw');
  await writeFile(at('photos', 'notes.txt'), 'words');
});

const VIEW: RowView = { show: 'all', search: '', order: 'folder' };

async function writePhoto(path: string, level: number): Promise<void> {
  await sharp({
    create: { width: 48, height: 32, channels: 3, background: { r: level, g: 90, b: 40 } },
  }).toFile(path);
}

async function plan(opened: Opened, output: string, recipe: object = {}): Promise<BatchStatus> {
  const { studio } = opened;
  const answer = await studio.handlers.planBatch({
    input: await sourceAt(opened, at('photos')),
    output: await resultsAt(opened, at(output)),
    masks: null,
    recipe: recipeRequestSchema.parse({
      operator: 'denoise',
      noise: 'auto',
      steps: 2,
      provider: 'cpu',
      ...recipe,
    }),
    result: { format: 'same', metadata: 'keep', mark: true, name: '{name}' },
    folders: [],
    include: [],
    exclude: [],
    order: 'folder',
  });
  return batchStatusSchema.parse(answer);
}

const ALWAYS = { onBattery: true, onlyIdle: false };

/** Starts the batch and waits for its end. */
async function runToEnd(opened: Opened, batch: string, first?: number): Promise<BatchStatus> {
  const { told, studio } = opened;
  const before = (await studio.handlers.batches({})).open?.revision ?? 0;
  await studio.handlers.startBatch({ batch, ...ALWAYS, ...(first !== undefined && { first }) });
  return told.until(
    'batch',
    ({ id, state, revision }) => id === batch && state === 'ready' && revision > before,
  );
}

async function rows({ studio }: Opened, batch: string, view: Partial<RowView> = {}): Promise<BatchRow[]> {
  const answer = await studio.handlers.batchRows({ batch, view: { ...VIEW, ...view }, offset: 0, limit: 50 });
  return answer.rows;
}

const named = async (opened: Opened, batch: string, name: string) => {
  const row = (await rows(opened, batch)).find((one) => one.name === name);
  if (!row) throw new Error(`no row for ${name}`);
  return row;
};

test('a planned batch lists waiting and left-out photos, and restores nothing yet', async () => {
  const opened = await open();
  const batch = await plan(opened, 'planned');
  expect(batch).toMatchObject({
    state: 'ready',
    counts: { waiting: 4, done: 0, failed: 0 },
    leftOutCount: 1,
    leftOut: [{ path: 'raw.nef' }],
    otherFiles: 1,
  });
  expect(await stat(at('planned')).catch(() => null)).toBeNull();
  const estimate = await opened.studio.handlers.estimateBatch({ batch: batch.id });
  expect(estimate.unreadable.map(({ path }) => path)).toEqual(['trip/broken.jpg']);
  expect(estimate.seconds).toBeGreaterThan(0);
  expect(estimate.bytes).toBeGreaterThan(0);
  expect(estimate.freeBytes).toBeGreaterThan(0);
});

test('a batch runs to its end, sets a broken photo aside with its reason, and continues later', async () => {
  const opened = await open('data-run');
  const { studio } = opened;
  const { id } = await plan(opened, 'restored');
  const tested = await runToEnd(opened, id, 1);
  expect(tested.ended).toMatchObject({ done: 1, failed: 0, how: 'finished', test: true });
  expect(tested.counts.waiting).toBe(3);

  const ended = await runToEnd(opened, id);
  expect(ended.ended).toMatchObject({ done: 2, failed: 1, how: 'finished', test: false, said: null });
  expect(ended.counts).toMatchObject({ done: 3, failed: 1, waiting: 0 });
  expect((await readdir(at('restored'))).sort()).toEqual(['a.png', 'b.jpg', 'trip']);
  const failed = await rows(opened, id, { show: 'failed' });
  expect(failed).toMatchObject([{ name: 'broken.jpg', folder: 'trip', state: 'failed' }]);
  expect(failed[0]?.reason).toMatchObject({
    key: 'notAPicture',
    values: { path: expect.stringMatching(/broken\.jpg$/) },
  });

  await studio.handlers.retryFailed({ batch: id });
  const again = await runToEnd(opened, id);
  expect(again.ended).toMatchObject({ done: 0, failed: 1 });

  await mkdir(at('lists'));
  opened.dialogs.folder = at('lists');
  expect(await studio.handlers.saveLists({ batch: id })).toMatchObject({ folder: { name: 'lists' } });
  expect(await readFile(at('lists', 'failed.csv'), 'utf8')).toContain('trip/broken.jpg');
  expect(await readFile(at('lists', 'done.csv'), 'utf8')).toContain('trip/c.jpg');
  expect(await readFile(at('lists', 'skipped.csv'), 'utf8')).toContain('raw.nef');

  await studio.handlers.closeBatch({ batch: id });
  const { known } = await studio.handlers.batches({});
  expect(known.map((one) => one.id)).toContain(id);
  expect((await studio.handlers.reopenBatch({ batch: id })).counts).toMatchObject({ done: 3, failed: 1 });
});

test('photos are found by name and state, page by page', async () => {
  const opened = await open();
  const { id } = await plan(opened, 'paged');
  expect((await rows(opened, id)).map(({ name }) => name)).toEqual(['a.png', 'b.jpg', 'broken.jpg', 'c.jpg']);
  expect((await rows(opened, id, { search: 'trip/' })).map(({ name }) => name)).toEqual([
    'broken.jpg',
    'c.jpg',
  ]);
  expect(await rows(opened, id, { search: '%' })).toEqual([]);
  expect(await rows(opened, id, { show: 'done' })).toEqual([]);
  const second = await opened.studio.handlers.batchRows({ batch: id, view: VIEW, offset: 2, limit: 1 });
  expect(second).toMatchObject({ total: 4, rows: [{ name: 'broken.jpg' }] });
  const { ids } = await opened.studio.handlers.batchRowIds({ batch: id, view: VIEW, offset: 1, limit: 9 });
  expect(ids).toHaveLength(3);
});

test('a photo whose settings in the ledger are damaged says so in its row, and the other rows are shown', async () => {
  const opened = await open('data-damaged');
  const { id } = await plan(opened, 'damaged');
  const database = new DatabaseSync(at('data-damaged', 'ledgers', `${id}.sqlite`));
  database.exec("UPDATE photos SET settings = '{' WHERE path = 'b.jpg'");
  database.close();
  const shown = await rows(opened, id);
  expect(shown.map(({ name }) => name)).toEqual(['a.png', 'b.jpg', 'broken.jpg', 'c.jpg']);
  const damaged = said('rowDamaged', { photo: 'b.jpg' });
  expect(shown.map(({ reason }) => reason)).toEqual([null, damaged, null, null]);
  // Its own recipe, chosen again, puts it right.
  const row = await named(opened, id, 'b.jpg');
  const asked = opened.studio.handlers.rowRecipe({ batch: id, row: row.id });
  await expect(asked).rejects.toMatchObject({ said: damaged });
  const recipe = recipeRequestSchema.parse({ operator: 'denoise', noise: 4, seed: 7 });
  await opened.studio.handlers.setRowRecipes({ batch: id, rows: [row.id], recipe });
  expect(await named(opened, id, 'b.jpg')).toMatchObject({ reason: null, seed: 7 });
});

test('a result is viewed, rejected and restored again with another seed, without other photos', async () => {
  const opened = await open('data-review');
  const { studio } = opened;
  const { id } = await plan(opened, 'reviewed');
  await runToEnd(opened, id);
  const row = await named(opened, id, 'a.png');
  const seen = await studio.handlers.rowPictures({ batch: id, row: row.id });
  expect(seen.before).toMatchObject({ width: 48, height: 32 });
  expect(seen.after).toMatchObject({ width: 48, height: 32 });
  const first = await readFile(at('reviewed', 'a.png'));

  expect(await studio.handlers.rateRow({ batch: id, row: row.id, verdict: 'rejected' })).toMatchObject({
    verdict: 'rejected',
  });
  expect(await rows(opened, id, { show: 'rejected' })).toHaveLength(1);
  expect(await rows(opened, id, { show: 'unrated' })).toHaveLength(2);
  const other = await named(opened, id, 'b.jpg');
  await studio.handlers.rateRow({ batch: id, row: other.id, verdict: 'accepted' });
  await mkdir(at('review-lists'));
  opened.dialogs.folder = at('review-lists');
  await studio.handlers.saveLists({ batch: id });
  const [header, ...lines] = (await readFile(at('review-lists', 'done.csv'), 'utf8')).trimEnd().split('\r\n');
  expect(header).toMatch(/,verdict,rating$/);
  expect(lines.map((line) => line.replace(/,.*(?=,[a-z]*,\d?$)/, ''))).toEqual([
    'a.png,rejected,1',
    'b.jpg,accepted,5',
    'trip/c.jpg,,',
  ]);

  const again = await studio.handlers.redoRow({ batch: id, row: row.id });
  expect(again).toMatchObject({ state: 'waiting', seed: 1, verdict: 'none', ownRecipe: true });
  const ended = await runToEnd(opened, id);
  expect(ended.ended).toMatchObject({ done: 1, failed: 0 });
  expect((await readFile(at('reviewed', 'a.png'))).equals(first)).toBe(false);
  // A choice for one photo survives the next planning.
  const planned = await plan(opened, 'reviewed');
  expect(planned.counts).toMatchObject({ done: 3, waiting: 0 });
});

test("chosen photos have their own recipe until they get the batch's again", async () => {
  const opened = await open('data-own');
  const { studio } = opened;
  const { id } = await plan(opened, 'own');
  const row = await named(opened, id, 'b.jpg');
  const recipe = recipeRequestSchema.parse({ operator: 'upscale', scale: 2, steps: 2, provider: 'cpu' });
  await studio.handlers.setRowRecipes({ batch: id, rows: [row.id], recipe });
  expect(await studio.handlers.rowRecipe({ batch: id, row: row.id })).toMatchObject({
    operator: ['upscale'],
  });
  await runToEnd(opened, id);
  expect(await sharp(at('own', 'b.jpg')).metadata()).toMatchObject({ width: 96, height: 64 });
  expect(await sharp(at('own', 'a.png')).metadata()).toMatchObject({ width: 48, height: 32 });
  await studio.handlers.setRowRecipes({ batch: id, rows: [row.id], recipe: null });
  expect(await named(opened, id, 'b.jpg')).toMatchObject({ state: 'waiting', ownRecipe: false });
});

test('a batch pauses, continues and is cancelled, and begun photos wait again', async () => {
  const opened = await open('data-pause');
  const { studio, told } = opened;
  const { id } = await plan(opened, 'paused');
  await studio.handlers.startBatch({ batch: id, ...ALWAYS });
  await studio.handlers.pauseBatch({ batch: id });
  const paused = await told.until('batch', ({ state }) => state === 'paused');
  expect(paused.progress?.total).toBe(4);
  await expect(plan(opened, 'elsewhere')).rejects.toThrow(/must end/);
  await studio.handlers.cancelBatch({ batch: id });
  const { open: left } = await studio.handlers.batches({});
  expect(left).toMatchObject({ state: 'ready', ended: { how: 'cancelled' }, counts: { working: 0 } });
});

test('photos of a crashed run count as waiting, and are restored', async () => {
  const opened = await open('data-crashed');
  const { studio } = opened;
  const { id } = await plan(opened, 'crashed');
  await studio.handlers.closeBatch({ batch: id });
  const ledger = Ledger.open(at('data-crashed', 'ledgers', `${id}.sqlite`));
  // More than any process id.
  const ended = `${hostname()}/99999999/crashed`;
  for (let photo = 0; photo < 4; photo++) ledger.claim(ended, 'folder');
  expect(ledger.counts()).toMatchObject({ working: 4, waiting: 0 });
  ledger.close();

  const reopened = await studio.handlers.reopenBatch({ batch: id });
  expect(reopened.counts).toMatchObject({ working: 0, waiting: 4, done: 0 });
  expect((await runToEnd(opened, id)).counts).toMatchObject({ done: 3, failed: 1, working: 0, waiting: 0 });
});

test('an interrupted run is offered with its options; one that ended or was cancelled is not', async () => {
  const opened = await open('data-interrupted');
  const { studio, told } = opened;
  const offered = async ({ studio: { handlers } }: Opened) =>
    (await handlers.interruptedBatch({})).interrupted;
  const { id } = await plan(opened, 'interrupted');
  await runToEnd(opened, id, 1);
  await studio.handlers.startBatch({ batch: id, ...ALWAYS });
  await studio.handlers.pauseBatch({ batch: id });
  await told.until('batch', ({ state }) => state === 'paused');
  await studio.handlers.cancelBatch({ batch: id });
  await studio.handlers.closeBatch({ batch: id });
  expect(await offered(opened)).toBeNull();

  await studio.handlers.reopenBatch({ batch: id });
  await studio.handlers.startBatch({ batch: id, onBattery: false, onlyIdle: false });
  await studio.close();
  const next = await open('data-interrupted');
  expect(await offered(next)).toMatchObject({
    id,
    input: { name: 'photos' },
    total: 4,
    run: { onBattery: false, onlyIdle: false },
  });
  await next.studio.handlers.leaveBatch({ batch: id });
  expect(await offered(next)).toBeNull();
});

test('a photo that failed is not counted as done when an interrupted run is offered', async () => {
  const opened = await open('data-interrupted-failed');
  const { studio, told } = opened;
  const { id } = await plan(opened, 'interrupted-failed');
  expect((await runToEnd(opened, id, 3)).counts).toMatchObject({ done: 2, failed: 1, waiting: 1 });
  await studio.handlers.startBatch({ batch: id, ...ALWAYS });
  await studio.handlers.pauseBatch({ batch: id });
  await told.until('batch', ({ state }) => state === 'paused');
  await studio.close();
  const next = await open('data-interrupted-failed');
  const { interrupted } = await next.studio.handlers.interruptedBatch({});
  expect(interrupted).toMatchObject({ done: 2, total: 4 });
});

test('a batch in the list of an earlier version, without rules of folders, opens as it was asked for', async () => {
  const request = {
    masks: null,
    recipe: {
      operator: ['denoise'],
      noise: 12,
      steps: 2,
      seed: 3,
      samples: 1,
      provider: 'cpu',
      detail: 0.5,
    },
    result: { format: 'tiff', bitDepth: 16, metadata: 'remove', mark: false, name: '{name}-clean' },
    include: ['trip/**'],
    exclude: ['*.nef'],
    order: 'size',
  };
  const kept = { id: 'abc123', input: at('photos'), output: at('kept'), ...request, changed: '2026-01-02' };
  await mkdir(at('data-kept'), { recursive: true });
  await writeFile(at('data-kept', 'library.json'), JSON.stringify([kept]));
  const { studio } = await open('data-kept');
  expect((await studio.handlers.batches({})).known).toMatchObject([{ id: 'abc123', changed: '2026-01-02' }]);
  expect(await studio.handlers.reopenBatch({ batch: 'abc123' })).toMatchObject({
    ...request,
    input: { name: 'photos' },
    output: { name: 'kept' },
    counts: { waiting: 2 },
  });
});

test('thumbnails are small views of photos and of their results; a broken photo has none', async () => {
  const opened = await open('data-thumbs');
  const { studio } = opened;
  const { id } = await plan(opened, 'thumbs', { operator: 'upscale', scale: 2, noise: 0 });
  const before = await named(opened, id, 'a.png');
  const tile = await studio.readTile(before.thumbnail, 0, 0, 0);
  expect(await sharp(tile?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 48, height: 32 });
  const broken = await named(opened, id, 'broken.jpg');
  expect(await studio.readTile(broken.thumbnail, 0, 0, 0)).toBeUndefined();
  expect(studio.knewPicture(broken.thumbnail)).toBe(true);
  expect(await studio.readTile('thumb-0000-1-x', 0, 0, 0)).toBeUndefined();
  expect(studio.knewPicture('thumb-../etc/passwd')).toBe(false);
  await runToEnd(opened, id);
  const after = await named(opened, id, 'a.png');
  expect(after.thumbnail).not.toBe(before.thumbnail);
  expect(await sharp((await studio.readTile(after.thumbnail, 0, 0, 0))?.bytes).metadata()).toMatchObject({
    width: 96,
  });
  expect((await readdir(at('data-thumbs', 'thumbnails'))).length).toBeGreaterThan(0);
});

test('results of a chosen folder go beside it, under a free name', async () => {
  const opened = await open('data-choose');
  const { studio, dialogs } = opened;
  expect(await studio.handlers.chooseFolder({ purpose: 'photos' })).toEqual({ folder: null, results: null });
  dialogs.folder = at('photos');
  await mkdir(at('photos-restored'), { recursive: true });
  const { folder, results } = await studio.handlers.chooseFolder({ purpose: 'photos' });
  expect(folder?.name).toBe('photos');
  expect(results?.name).toBe('photos-restored-2');
  expect(results?.folder).toBe(folder?.folder);
});
