import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import sharp from 'sharp';
import { z } from '../../src-main/contract/schema';
import { channels } from '../../src-main/contract/window/channels';
import { descendants, left } from '../hostile/processes';
import { type Usage, usageOf } from '../hostile/usage';
import { rounded, startRecord } from '../records/record';
import { closeUnasked } from '../setup/close-unasked.mjs';
import { ask, inPage, openDocument } from './ask';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { enginePid, openPhoto, pagePid } from './steps';

// A trace would hold every picture of a long run.
test.use({ model: 'tiny', trace: 'off' });
test.skip(process.platform !== 'linux', 'processes are looked up in /proc');
test.setTimeout(4 * 3_600_000);

/** The number of restorations; DAGUERRE_SOAK sets fewer. */
const RESTORATIONS = Number(process.env['DAGUERRE_SOAK'] ?? 2000);
/** One of so many loses a process, each kind by turns. */
const CRASHES = 100;
const KINDS = ['compute', 'imaging', 'page'] as const;
/** One of so many is saved with its metadata, always to the same place. */
const SAVED = 5;
/** Handles of deleted pictures at which an imaging process is replaced: two for each of 32, and of some in hand. */
const MOST_KEPT = 72;

/** Handles of the program beyond those of the beginning, and beyond one for each engine process that was started. */
const MORE_HANDLES = 16;

/** How long a page may take to answer, in milliseconds: other work may keep the machine. */
const PATIENCE = 120_000;

const RECIPE = {
  operator: ['denoise' as const],
  noise: 8,
  steps: 3,
  seed: 3,
  samples: 1,
  provider: 'cpu' as const,
};

/** Has the page restore so many times, one after the other, and forget each result; answers with how each ended. */
async function restoreInPage(app: ElectronApplication, document: string, count: number): Promise<string[]> {
  const script = `(async () => {
    const { requests, on } = globalThis.daguerre;
    const value = async (reply) => {
      const { ok, value, said } = await reply;
      if (!ok) throw new Error(JSON.stringify(said));
      return value;
    };
    const ends = [];
    for (let n = 0; n < ${count}; n++) {
      const told = new Map();
      let look = () => {};
      const stop = on('job', (job) => { told.set(job.id, job); look(job); });
      const { job } = await value(requests.restore(${JSON.stringify({ document, recipe: RECIPE })}));
      const end = await new Promise((done) => {
        look = (state) => {
          if (state.id === job && ['done', 'failed', 'cancelled'].includes(state.state)) done(state);
        };
        if (told.has(job)) look(told.get(job));
      });
      stop();
      for (const { id } of end.results) {
        await value(requests.removeResult({ document: ${JSON.stringify(document)}, result: id }));
      }
      ends.push(end.state);
    }
    return ends;
  })()`;
  return z.array(z.string()).parse(await inPage(app, script, 600_000));
}

/** Waits until no job is left; tells whether the restoration made a result. */
async function ended(app: ElectronApplication): Promise<boolean> {
  const jobs = () =>
    ask(app, 'openJobs', {}).then(
      (answer) => channels.openJobs.output.parse(answer).jobs.length,
      () => undefined,
    );
  await expect.poll(jobs, { timeout: PATIENCE }).toBe(0);
  return (await openDocument(app, PATIENCE)).results.length > 0;
}

/** Begins a restoration and kills a process of the program at some moment of it. */
async function crash(app: ElectronApplication, document: string, kind: (typeof KINDS)[number]) {
  await ask(app, 'restore', { document, recipe: RECIPE }, PATIENCE);
  const victim = kind === 'page' ? await pagePid(app) : await enginePid(app, kind);
  if (victim !== undefined) process.kill(victim, 'SIGKILL');
  const done = await ended(app);
  for (const { id } of (await openDocument(app, PATIENCE)).results) {
    await ask(app, 'removeResult', { document, result: id }, PATIENCE);
  }
  return victim === undefined ? undefined : done;
}

/** Notes the engine processes that are there: Electron never closes the /dev/null that it gives to each as its input. */
async function noteEngines(app: ElectronApplication, seen: Set<number>): Promise<void> {
  for (const kind of ['compute', 'imaging'] as const) {
    const pid = await enginePid(app, kind);
    if (pid !== undefined) seen.add(pid);
  }
}

/** Restores once and saves the result over the file saved before. */
async function save(app: ElectronApplication, document: string): Promise<void> {
  await ask(app, 'restore', { document, recipe: RECIPE }, PATIENCE);
  await ended(app);
  const { target } = channels.chooseToSave.output.parse(
    await ask(app, 'chooseToSave', { name: 'out', extension: 'jpg' }, PATIENCE),
  );
  const result = (await openDocument(app, PATIENCE)).results[0];
  if (!target || !result) throw new Error('there is no result, or no place for it');
  const wish = {
    document,
    result: result.id,
    look: { strength: 1, grain: 0 },
    options: { format: 'jpeg' as const, metadata: 'keep' as const, mark: true },
    target: target.id,
    replacePhoto: false,
  };
  await ask(app, 'saveResult', wish, PATIENCE);
  await ask(app, 'removeResult', { document, result: result.id }, PATIENCE);
}

test(`${RESTORATIONS} restorations in one window, a crash every hundredth, leave memory, handles and files as they were`, async ({
  launch,
  data,
}) => {
  const recording = await startRecord('soak-window');
  const tmp = join(data, 'tmp');
  await mkdir(tmp);
  const { app, page } = await launch({ env: { TMPDIR: tmp } });
  const photo = join(data, 'photo.jpg');
  await sharp('examples/coffee.jpg')
    .resize(96, 80, { fit: 'fill' })
    .withExif({ IFD0: { Copyright: 'c' } })
    .jpeg()
    .toFile(photo);
  await openPhoto(app, page, photo, 'photo.jpg');
  await answerDialogs(app, { save: join(data, 'out.jpg') });
  const { id } = (await openDocument(app, PATIENCE)).document;
  const program = app.process().pid ?? 0;
  const readings: (Usage & { readonly started: number })[] = [];
  const engines = new Set<number>();
  let [made, crashes, failed, mostKept] = [0, 0, 0, 0];
  while (made < RESTORATIONS) {
    const plain = Math.min(SAVED - 1, RESTORATIONS - made);
    expect(await restoreInPage(app, id, plain)).toEqual(Array.from({ length: plain }, () => 'done'));
    made += plain;
    if (made >= RESTORATIONS) break;
    made++;
    if (made % CRASHES === 0) {
      const kind = KINDS[(made / CRASHES) % KINDS.length] ?? 'compute';
      const done = await crash(app, id, kind);
      if (done !== undefined) crashes++;
      if (done === false) failed++;
    } else {
      await save(app, id);
      await noteEngines(app, engines);
      mostKept = Math.max(mostKept, usageOf(program, []).kept);
    }
    // Half-way between two crashes, when all processes are there.
    if (made % CRASHES !== CRASHES / 2) continue;
    readings.push({ ...usageOf(program, [data]), started: engines.size });
    console.log(`${made}: ${JSON.stringify(readings.at(-1))}`);
  }
  const family = [program, ...descendants(program)];
  await closeUnasked(app);
  expect(await left(family)).toEqual([]);
  expect((await readdir(tmp)).filter((name) => name.startsWith('daguerre-'))).toEqual([]);
  const [early, late] = [readings[1], readings.at(-1)];
  if (!early || !late) throw new Error('too few restorations to compare');
  expect(late.megabytes / early.megabytes).toBeLessThan(1.15);
  expect(late.handles - early.handles - (late.started - early.started)).toBeLessThan(MORE_HANDLES);
  expect(mostKept).toBeLessThanOrEqual(MOST_KEPT);
  expect(late.files - early.files).toBeLessThan(8);
  await recording.finish({
    restorations: RESTORATIONS,
    crashes,
    failed,
    mostKept,
    early,
    late,
    ratio: rounded(late.megabytes / early.megabytes, 3),
  });
});
