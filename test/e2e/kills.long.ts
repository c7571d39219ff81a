import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { channels } from '../../src-main/contract/window/channels';
import { packRuns } from '../../src-main/contract/window/mask-tiles';
import { uniforms } from '../analysis/support';
import { descendants, left } from '../hostile/processes';
import { startRecord } from '../records/record';
import { ask, openDocument } from './ask';
import { answerDialogs } from './desktop';
import { type Desktop, expect, test } from './fixtures';
import { enginePid, openPhoto, pagePid, writePhoto } from './steps';

test.use({ model: 'tiny' });
test.skip(process.platform !== 'linux', 'processes are looked up in /proc');

/** Kills of each kind; DAGUERRE_LONG_KILLS sets fewer. */
const KILLS = Number(process.env['DAGUERRE_LONG_KILLS'] ?? 20);
const random = uniforms(57);

const marks = Uint8Array.from({ length: 256 * 256 }, (_, i) =>
  i % 256 > 60 && i % 256 < 120 && i > 256 * 40 && i < 256 * 60 ? 255 : 0,
);
const TILES = [{ column: 0, row: 0, runs: packRuns(marks) }];

/** Begins a restoration of the open photo. */
async function begin(app: ElectronApplication): Promise<void> {
  const { document } = await openDocument(app);
  const recipe = { operator: ['inpaint' as const], noise: 5, steps: 12, seed: 3, samples: 1, detail: 0.7 };
  await ask(app, 'restore', { document: document.id, recipe: { ...recipe, provider: 'cpu' } });
}

/** How many jobs there are; undefined where the page doesn't answer. */
async function jobs(app: ElectronApplication): Promise<number | undefined> {
  return ask(app, 'openJobs', {}).then(
    (answer) => channels.openJobs.output.parse(answer).jobs.length,
    () => undefined,
  );
}

/** Waits until no job runs; tells the newest result of the open photo, if there is one. */
async function ended(app: ElectronApplication): Promise<string | undefined> {
  await expect.poll(() => jobs(app), { timeout: 60_000 }).toBe(0);
  return (await openDocument(app)).results.at(-1)?.id;
}

/** Restores undisturbed and saves the result: its bytes. */
async function restored(app: ElectronApplication, out: string): Promise<Buffer> {
  await begin(app);
  const result = await ended(app);
  await answerDialogs(app, { save: out });
  const { target } = channels.chooseToSave.output.parse(
    await ask(app, 'chooseToSave', { name: 'out', extension: 'png' }),
  );
  if (result === undefined || !target) throw new Error('there is no result, or no place for it');
  await ask(app, 'saveResult', {
    document: (await openDocument(app)).document.id,
    result,
    look: { strength: 1, grain: 0 },
    options: { format: 'png', metadata: 'remove', mark: false },
    target: target.id,
    replacePhoto: false,
  });
  return readFile(out);
}

async function openMarked(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  const photo = join(folder, 'photo.png');
  await writePhoto(photo);
  await openPhoto(app, page, photo, 'photo.png');
  await mark(app);
}

/** Marks the same place again, as work that isn't saved in a file. */
async function mark(app: ElectronApplication): Promise<void> {
  await ask(app, 'updateMask', { document: (await openDocument(app)).document.id, tiles: TILES });
}

/** The folder for temporary files of a test's windows. */
async function temporary(data: string): Promise<string> {
  const folder = join(data, 'tmp');
  await mkdir(folder, { recursive: true });
  return folder;
}

const ours = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('daguerre-'));

const KINDS = ['program', 'compute', 'imaging', 'page'] as const;
const made: { kind: string; kills: number; inTheMiddle: number; orphans: number }[] = [];
const recording = startRecord('kills-window');

/** Keeps the figures once those of all kinds are there. */
async function record(kind: string, figures: { kills: number; inTheMiddle: number; orphans: number }) {
  console.log(`window: ${kind}: ${JSON.stringify(figures)}`);
  expect(figures).toMatchObject({ kills: KILLS, orphans: 0 });
  made.push({ kind, ...figures });
  if (made.length === KINDS.length) await (await recording).finish({ kinds: made });
}

test('after kills at random moments the marks come back and give the same result', async ({
  launch,
  data,
}) => {
  const env = { TMPDIR: await temporary(data) };
  const first = await launch({ env });
  await openMarked(first.app, first.page, data);
  const whole = await restored(first.app, join(data, 'whole.png'));
  let current = first;
  let [orphans, inTheMiddle] = [0, 0];
  for (let kill = 0; kill < KILLS; kill++) {
    await mark(current.app);
    await begin(current.app);
    await pause(300 * random());
    if (((await jobs(current.app)) ?? 0) > 0) inTheMiddle++;
    const program = current.app.process();
    const family = [program.pid ?? 0, ...descendants(program.pid ?? 0)];
    const gone = once(program, 'exit');
    program.kill('SIGKILL');
    await gone;
    orphans += (await left(family)).length;
    current = await goOn(() => launch({ env }));
    // Only running programs have a working folder.
    await expect.poll(async () => (await ours(env.TMPDIR)).length).toBeLessThan(3);
  }
  expect((await restored(current.app, join(data, 'last.png'))).equals(whole)).toBe(true);
  await record('program', { kills: KILLS, inTheMiddle, orphans });
});

for (const kind of KINDS.slice(1)) {
  test(`after kills of the window's ${kind} process at random moments the next restoration is right`, async ({
    launch,
    data,
  }) => {
    const env = { TMPDIR: await temporary(data) };
    let current = await launch({ env });
    await openMarked(current.app, current.page, data);
    const whole = await restored(current.app, join(data, 'whole.png'));
    let [kills, inTheMiddle, orphans] = [0, 0, 0];
    for (let tries = 0; kills < KILLS && tries < 3 * KILLS; tries++) {
      const { app } = current;
      await begin(app);
      await pause(300 * random());
      const victim =
        kind === 'compute' || kind === 'imaging' ? await enginePid(app, kind) : await pagePid(app);
      if (victim === undefined) continue;
      if (((await jobs(app)) ?? 0) > 0) inTheMiddle++;
      process.kill(victim, 'SIGKILL');
      kills++;
      if (kind === 'page') await expect.poll(() => isAlive(app), { timeout: 30_000 }).toBe(true);
      await ended(app);
      // A page that crashes again and again isn't reloaded, so this opens a new window.
      if (kind !== 'page' || kills % 3 > 0) continue;
      orphans += await exit(app);
      current = await goOn(() => launch({ env }));
    }
    expect((await restored(current.app, join(data, 'last.png'))).equals(whole)).toBe(true);
    orphans += await exit(current.app);
    await record(kind, { kills, inTheMiddle, orphans });
  });
}

/** Starts the program, which has unsaved work, and goes on with that. */
async function goOn(launch: () => Promise<Desktop>): Promise<Desktop> {
  const desktop = await launch();
  await desktop.page.getByRole('button', { name: 'Continue' }).first().click();
  await expect(desktop.page.getByLabel('Photo photo.png')).toBeVisible();
  return desktop;
}

/** Ends the program with unsaved work; tells how many of its processes are left. */
async function exit(app: ElectronApplication): Promise<number> {
  await mark(app);
  const program = app.process().pid ?? 0;
  const family = [program, ...descendants(program)];
  await app.evaluate(({ app: running }) => running.exit(0)).catch(() => {});
  return (await left(family)).length;
}

async function isAlive(app: ElectronApplication): Promise<boolean> {
  return openDocument(app).then(
    () => true,
    () => false,
  );
}
