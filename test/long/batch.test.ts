import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ledger } from '../../src-main/library/ledger';
import { uniforms } from '../analysis/support';
import { countNames, type ManyPhotos, makeManyPhotos } from '../library/many';
import { boundByPermissions } from '../library/permissions';
import {
  type BatchCall,
  type Batching,
  contents,
  photosOf,
  QUICK,
  startBatch,
  told,
  workplace,
} from '../library/support';
import { type Recording, rounded, startRecord } from '../records/record';
import { Hindrances, isUntouched, putInTheWay } from './hindrances';

/** Fewer by DAGUERRE_LONG_PHOTOS, to try the test itself. */
const PHOTOS = Number(process.env['DAGUERRE_LONG_PHOTOS'] ?? 10_000);
const KILLS = 20;
/** A folder of the photos that is read-only. */
const READ_ONLY = '0/set 0';

const place = workplace();
const prefix = boundByPermissions();
let hindrances: Hindrances;
let recording: Recording<'batch'>;
let made: ManyPhotos;
let before = new Map<string, string>();
let undisturbed = new Map<string, string>();
let calmSeconds = 0;

beforeAll(async () => {
  recording = await startRecord('batch');
  made = await makeManyPhotos(place.at('photos'), PHOTOS);
  hindrances = new Hindrances(place.at('photos'), prefix !== undefined);
  await hindrances.make();
  before = await contents(place.at('photos'));
}, 600_000);
afterAll(async () => {
  for (const name of ['calm', 'killed']) await hindrances.open(READ_ONLY, place.at(name)).catch(() => {});
});

function call(name: string, args: readonly string[] = []): BatchCall {
  const recipe = { ...QUICK, preview: true, output: { format: 'png' } };
  return place.call(name, { recipe, args, ...(prefix && { prefix }) });
}

/** Starts a batch, and has photos vanish and change while it runs. */
async function startMeddled(batch: BatchCall): Promise<Batching> {
  const batching = await startBatch(batch);
  await told(batching, 'started');
  await hindrances.meddle();
  return batching;
}

/** The time at which each finished photo was done. */
async function finishedPhotos(data: string): Promise<Map<string, number | null>> {
  const [name] = (await readdir(`${data}/ledgers`)).filter((file) => file.endsWith('.sqlite'));
  const ledger = Ledger.open(`${data}/ledgers/${name}`);
  const done = new Map(ledger.inState('done').map(({ path, finished }) => [path, finished]));
  ledger.close();
  return done;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** How many photos a whole batch ends with. */
function expected() {
  return {
    done: made.good.length + hindrances.done,
    failed: made.broken.length + hindrances.failed,
    skipped: hindrances.skipped,
  };
}

describe(`a batch over ${PHOTOS} files`, () => {
  it('counts right, overwrites nothing, leaves the originals as they were', async () => {
    const names = countNames(made.good);
    for (const photos of Object.values(names)) expect(photos).toBeGreaterThan(PHOTOS / 100);
    expect(made.good.some((path) => dirname(path) === READ_ONLY)).toBe(true);
    const inTheWay = await putInTheWay(place.at('calm'), made.good[0]);
    await hindrances.shut(READ_ONLY, place.at('calm'));
    const started = performance.now();
    const { ended, events } = await startMeddled(call('calm'));
    const { status, stderr } = await ended;
    calmSeconds = (performance.now() - started) / 1000;
    expect(stderr).toBe('');
    expect(status).toBe(3);
    expect(events.at(-1)).toMatchObject({ event: 'finished', ...expected(), waiting: 0 });
    const failures = events.filter(({ event }) => event === 'failed');
    expect(failures).toHaveLength(expected().failed);
    for (const { reason } of failures) expect(reason).toMatch(/^[A-Z/].*[.]$/s);
    const closed = failures.filter(({ reason }) => /permission|can't be written to/.test(reason ?? ''));
    expect(closed).toHaveLength(hindrances.failed);
    expect(photosOf(events, 'done').some((path) => dirname(path) === READ_ONLY)).toBe(true);
    await hindrances.open(READ_ONLY, place.at('calm'));
    expect(await isUntouched(inTheWay)).toBe(true);
    undisturbed = await contents(place.at('calm'));
    // Each photo has its own result, and the earlier files are still there.
    expect(undisturbed.size).toBe(expected().done + 1);
    expect(await contents(place.at('photos'))).toEqual(await hindrances.after(before, sha256));
  });

  it(`killed ${KILLS} times makes the same files, none of them twice`, async () => {
    const started = performance.now();
    const random = uniforms(21);
    const done: string[] = [];
    const finished = new Map<string, number | null>();
    const share = Math.floor(made.good.length / (KILLS + 2));
    let killsInTheMiddle = 0;
    await putInTheWay(place.at('killed'), made.good[0]);
    await hindrances.makeLast();
    await hindrances.shut(READ_ONLY, place.at('killed'));
    for (let kill = 0; kill < KILLS; kill++) {
      const resumed = call('killed', ['--resume']);
      const batching = kill === 0 ? await startMeddled(resumed) : await startBatch(resumed);
      await told(batching, 'done', Math.ceil(share * random()));
      await pause(300 * random());
      batching.child.kill('SIGKILL');
      await batching.ended;
      done.push(...photosOf(batching.events, 'done'));
      for (const [path, when] of await finishedPhotos(resumed.data))
        if (!finished.has(path)) finished.set(path, when);
      if (finished.size < expected().done) killsInTheMiddle++;
    }
    const last = await startBatch(call('killed', ['--resume']));
    expect((await last.ended).status).toBe(3);
    expect(last.events.at(-1)).toMatchObject({ event: 'finished', ...expected(), waiting: 0 });
    done.push(...photosOf(last.events, 'done'));
    expect(new Set(done).size).toBe(done.length);
    // Nor was any done again whose row said done before its end could be told.
    const atLast = await finishedPhotos(call('killed').data);
    const again = [...finished].filter(([path, when]) => atLast.get(path) !== when).map(([path]) => path);
    expect(again).toEqual([]);
    expect(killsInTheMiddle).toBe(KILLS);
    await hindrances.open(READ_ONLY, place.at('killed'));
    expect(await contents(place.at('killed'))).toEqual(undisturbed);
    expect(await contents(place.at('photos'))).toEqual(await hindrances.after(before, sha256));
    await rm(place.at('killed'), { recursive: true });
    await recording.finish({
      files: PHOTOS + hindrances.files,
      ...expected(),
      brokenKinds: made.brokenKinds,
      names: countNames(made.good),
      permissions: prefix !== undefined,
      kills: KILLS,
      killsInTheMiddle,
      restoredTwice: again.length,
      calmSeconds: rounded(calmSeconds, 1),
      killedSeconds: rounded((performance.now() - started) / 1000, 1),
      millisecondsPerPhoto: rounded((1000 * calmSeconds) / expected().done, 1),
    });
  });
});
