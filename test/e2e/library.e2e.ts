import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { answerDialogs } from './desktop';
import { type Desktop, expect, test } from './fixtures';
import { tick, writePhoto } from './steps';

test.use({ model: 'tiny' });

/** A folder with another in it, three photos, one broken file and one that isn't for us. */
async function makeFolder(root: string): Promise<string> {
  const photos = join(root, 'scans');
  await mkdir(join(photos, 'trip'), { recursive: true });
  await writePhoto(join(photos, 'first.jpg'), 120, 80);
  await writePhoto(join(photos, 'second.png'), 120, 80);
  await writePhoto(join(photos, 'trip', 'third.jpg'), 80, 120);
  await writeFile(join(photos, 'trip', 'broken.jpg'), 'no picture');
  await writeFile(join(photos, 'DSC_1.NEF'), 'raw');
  return photos;
}

async function goToLibrary(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Library' }).click();
}

/** Makes the folder and opens it in the library; answers with its path. */
async function openFolder({ app, page }: Desktop, root: string): Promise<string> {
  const photos = await makeFolder(root);
  await goToLibrary(page);
  await answerDialogs(app, { open: [photos] });
  await page.getByRole('button', { name: 'Choose a folder of photos …' }).click();
  await expect(page.getByRole('option')).toHaveCount(4);
  return photos;
}

const cell = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });

test('a folder is planned, restored, reviewed and listed; a broken file is set aside', async ({
  desktop: { app, page },
  data,
}) => {
  const photos = await openFolder({ app, page }, data);
  await expect(page.getByText('0 done, 4 to do, 0 failed, 1 skipped')).toBeVisible();

  await page.getByRole('button', { name: 'Check and start …' }).click();
  const plan = page.getByRole('dialog', { name: 'Before it starts' });
  await expect(plan.getByText('4 photos to restore')).toBeVisible();
  await expect(plan.getByText(/^Takes about/)).toBeVisible({ timeout: 60_000 });
  await expect(plan.getByText(/of disk space/)).toBeVisible();
  await expect(plan.getByText('1 of 4 examined photos can’t be restored.')).toBeVisible();
  await plan.getByRole('button', { name: 'Which, and why' }).click();
  await expect(plan.getByText('DSC_1.NEF')).toBeVisible();
  await plan.getByRole('button', { name: 'Start', exact: true }).click();

  await expect(page.getByText(/^Finished: 3 restored, 1 failed/).first()).toBeVisible({ timeout: 90_000 });
  await expect(cell(page, 'broken.jpg, in trip, failed')).toBeVisible();
  await expect(cell(page, 'first.jpg, done')).toBeVisible();
  expect((await readdir(`${photos}-restored`, { recursive: true })).sort()).toEqual([
    'first.jpg',
    'second.png',
    'trip',
    join('trip', 'third.jpg'),
  ]);

  await reviewAll(page);
  await listAll(app, page, data);
});

/** Restores the folder without a look at its plan's figures. */
async function restoreAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check and start …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText(/^Finished: 3 restored, 1 failed/).first()).toBeVisible({ timeout: 90_000 });
}

/** Accepts the first, rejects the second, tries the third again, all by keyboard. */
async function reviewAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('heading', { name: 'first.jpg' })).toBeVisible();
  await expect(page.getByText('1 of 3')).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { name: 'second.png' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'third.jpg' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByText('Random number 1')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: 'second.png' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reject' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Accepted' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(cell(page, 'first.jpg, done, accepted')).toBeVisible();
  await page.getByRole('radio', { name: /^All/ }).click();
}

async function listAll(app: ElectronApplication, page: Page, data: string): Promise<void> {
  const lists = join(data, 'lists');
  await mkdir(lists);
  await answerDialogs(app, { open: [lists] });
  await page.getByRole('button', { name: 'Save lists …' }).click();
  await expect(page.getByText('done.csv, failed.csv and skipped.csv are in lists.')).toBeVisible();
  expect(await readFile(join(lists, 'failed.csv'), 'utf8')).toContain('trip/broken.jpg');
  expect(await readFile(join(lists, 'skipped.csv'), 'utf8')).toContain('DSC_1.NEF');
  expect(await readFile(join(lists, 'done.csv'), 'utf8')).toContain('trip/third.jpg');
}

test('a failed photo says why in its row and in the review, and the page has no error', async ({
  desktop: { app, page },
  data,
}) => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await openFolder({ app, page }, data);
  await restoreAll(page);
  const broken = cell(page, 'broken.jpg, in trip, failed');
  await expect(broken.getByText(/^broken\.jpg is not a picture/)).toBeVisible();
  await broken.dblclick();
  await expect(page.getByRole('heading', { name: 'broken.jpg' })).toBeVisible();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(
    page.getByRole('status').filter({ hasText: /^failed: broken\.jpg is not a picture/ }),
  ).toBeVisible();
  await expect(page.getByText('There is no picture to be shown.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled();
  await page.keyboard.press('Escape');

  // By keyboard, from the row that comes after it.
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'third.jpg' })).toBeVisible();
  await expect(page.getByText('3 of 3')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a review shows its result at 100 %, and the dialog of shortcuts lists its keys', async ({
  desktop: { app, page },
  data,
}) => {
  await openFolder({ app, page }, data);
  await restoreAll(page);
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByLabel('Photo first.jpg')).toBeVisible();
  const zoom = page.getByText(/^\d+ %$/);
  await expect(zoom).toHaveText('100 %');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(zoom).toHaveText('150 %');
  await page.getByRole('button', { name: 'Actual size' }).click();
  await expect(zoom).toHaveText('100 %');
  await page.keyboard.press('ControlOrMeta++');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(zoom).toHaveText('100 %');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByRole('heading', { name: 'In the review of a folder' })).toBeVisible();
  await expect(sheet.locator('dl').last()).toContainText(/AcceptA.*RejectR.*Another tryN.*Next→/);
});

test('the grid works by keyboard, and photos are found by name and tried one by one', async ({
  desktop: { app, page },
  data,
}) => {
  await openFolder({ app, page }, data);
  await page.getByRole('listbox', { name: 'Photos' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(cell(page, 'second.png')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('4 selected')).toBeVisible();

  await page.getByRole('searchbox', { name: 'Find by name' }).fill('third');
  await expect(page.getByRole('option')).toHaveCount(1);
  await cell(page, 'third.jpg').click();
  await page.getByRole('button', { name: 'Try on this photo' }).click();
  await expect(page.getByLabel('Photo third.jpg')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('slider', { name: 'Divider between before and after' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to all photos' }).click();
  await expect(cell(page, 'third.jpg')).toBeVisible();
  // The photo was looked at, not opened.
  await page.getByRole('radio', { name: 'Photo', exact: true }).click();
  await expect(page.getByText('Drop a photo here')).toBeVisible();
  await expect(page.getByText('third.jpg')).toBeHidden();
});

test('a batch that was running when the program was killed is offered at the next start and continues', async ({
  launch,
  data,
}) => {
  const first = await launch();
  const photos = await openFolder(first, data);
  // It is killed before it finishes a photo, and the photo it was working on is counted.
  await first.page.evaluate(() => {
    const stop = globalThis.daguerre.on('batch', (batch) => {
      if (typeof batch !== 'object' || batch === null || !('id' in batch) || typeof batch.id !== 'string')
        return;
      if (!('state' in batch) || batch.state !== 'running') return;
      stop();
      void globalThis.daguerre.requests.pauseBatch({ batch: batch.id });
    });
  });
  await first.page.getByRole('button', { name: 'Check and start …' }).click();
  await first.page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(first.page.getByText(/Paused/).first()).toBeVisible();
  const ended = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await ended;

  const { page } = await launch();
  await expect(page.getByText('A folder was being restored when the program ended')).toBeVisible();
  await expect(
    page.getByText(/^\d of 4 photos are done; the results are in scans-restored\.$/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Finished: \d restored, \d failed/).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('3 done, 0 to do, 1 failed, 1 skipped')).toBeVisible();
  expect(await readdir(`${photos}-restored`)).toEqual(['first.jpg', 'second.png', 'trip']);
  await page.getByRole('button', { name: 'Close this folder' }).click();
  await expect(page.getByText('Restore a whole folder')).toBeVisible();
  await expect(page.getByText('A folder was being restored')).toBeHidden();
});

test('a folder’s repairs have the controls of a photo’s, except those that need the photo', async ({
  desktop: { app, page },
  data,
}) => {
  await openFolder({ app, page }, data);
  // Noise is ticked at first, and estimated.
  const grain = page.getByRole('slider', { name: 'Grain' });
  await expect(grain).toBeHidden();
  await page.locator('label').filter({ hasText: 'Estimate from each photo' }).click();
  await grain.fill('1.5');
  await page.getByRole('slider', { name: 'Strength' }).fill('20');
  await expect(grain).toHaveValue('1.5');

  await tick(page, 'Blur');
  await page.locator('label').filter({ hasText: 'Estimate from each photo' }).last().click();
  await expect(page.getByRole('radio', { name: 'Soft' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'From a picture' })).toBeHidden();
  await page.getByRole('radio', { name: 'Motion' }).click();
  await expect(page.getByRole('textbox', { name: 'Length in pixels' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Draw the streak on the photo' })).toBeHidden();
  await tick(page, 'Scratches and spots');
  await expect(page.getByRole('button', { name: 'Mark by brush' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Choose … Masks' })).toBeVisible();
});

test('in a browser the library says that folders need the desktop program', async ({ served: { page } }) => {
  await goToLibrary(page);
  await expect(page.getByText('The library needs the desktop program')).toBeVisible();
});
