import { join } from 'node:path';
import { expect, test } from './fixtures';
import {
  candidate,
  enginePid,
  type JobLog,
  listenToJobs,
  openNewPhoto,
  openPhoto,
  restoreButton,
  tick,
  waitForCalls,
  waitForState,
  writePhoto,
} from './steps';

// The real network, since a run has to last long enough for something to happen in the middle of it.
test.setTimeout(240_000);

test.beforeEach(async ({ desktop: { app, page }, data }) => {
  await openNewPhoto(app, page, data, 360, 240);
  await tick(page, 'Noise and grain');
});

test('if the compute process is killed during a run, the window says so and continues, and the next run works', async ({
  desktop: { app, page },
}) => {
  const log = await listenToJobs(page);
  await restoreButton(page).click();
  await waitForCalls(log, 2);
  const killed = await enginePid(app, 'compute');
  if (killed === undefined) throw new Error('there is no process that restores');
  process.kill(killed, 'SIGKILL');

  await waitForState(log, 'failed');
  await expect(page.getByRole('alert').filter({ hasText: /^The process that / })).toBeVisible();
  await page.getByRole('button', { name: 'Actual size' }).click();
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Photo' }).click();
  await expect(page.getByText('PNG, 8 bits')).toBeVisible();
  await page.getByRole('tab', { name: 'Repairs' }).click();

  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible({ timeout: 90_000 });
  expect(await enginePid(app, 'compute')).not.toBe(killed);
});

test('a cancelled run makes at most one more call of the network, and the next run starts afresh', async ({
  desktop: { page },
}) => {
  const log = await listenToJobs(page);
  await log.markPress('Cancel');
  await restoreButton(page).click();
  await waitForCalls(log, 2);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await waitForState(log, 'cancelled');
  const all = await log.all();
  const pressed = all.indexOf('mark');
  expect(pressed).toBeGreaterThan(0);
  expect(callsIn(all)).toBeLessThanOrEqual(callsIn(all.slice(0, pressed)) + 1);
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();

  await restoreButton(page).click();
  await waitForCalls(log, 1, 1);
  await page.keyboard.press('Escape');
  await waitForState(log, 'cancelled', 1);
});

test('a paused run lets a preview pass, another photo waits behind it, and both end in order', async ({
  desktop: { app, page },
  data,
}) => {
  const log = await listenToJobs(page);
  await restoreButton(page).click();
  await waitForCalls(log, 1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForState(log, 'paused');
  await expect(page.getByText(/Paused/).first()).toBeVisible();
  const [paused] = await log.restorations();

  await writePhoto(join(data, 'second.png'), 240, 160);
  await openPhoto(app, page, join(data, 'second.png'), 'second.png');
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  // Its preview is a call of the network that goes through meanwhile.
  await expect.poll(() => previewsDone(log), { timeout: 60_000 }).toBe(2);
  await page
    .getByRole('button', { name: /^1 / })
    .filter({ hasText: /wait|queue/ })
    .click();
  await expect(page.getByRole('dialog', { name: '1 in the queue' })).toContainText(
    '1. Restoration second.png',
  );
  await page.keyboard.press('Escape');
  const [still, behind] = await log.restorations();
  expect(still).toMatchObject({ id: paused?.id, state: 'paused' });
  // The call that was under way is allowed to end.
  expect(still?.calls).toBeLessThanOrEqual((paused?.calls ?? 0) + 1);
  expect(behind).toMatchObject({ state: 'waiting', calls: 0 });

  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(candidate(page, 1)).toBeVisible({ timeout: 120_000 });
  const ended = (await log.all()).flatMap((entry) =>
    entry !== 'mark' && entry.kind === 'restore' && entry.state === 'done' ? [entry.id] : [],
  );
  expect([...new Set(ended)]).toEqual([still?.id, behind?.id]);
});

/** The most calls of the first restoration in these entries. */
function callsIn(entries: Awaited<ReturnType<JobLog['all']>>): number {
  return Math.max(
    0,
    ...entries.map((entry) => (entry !== 'mark' && entry.kind === 'restore' ? entry.calls : 0)),
  );
}

async function previewsDone(log: JobLog): Promise<number> {
  const done = (await log.all()).flatMap((entry) =>
    entry !== 'mark' && entry.kind === 'preview' && entry.state === 'done' ? [entry.id] : [],
  );
  return new Set(done).size;
}
