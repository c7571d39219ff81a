import { join } from 'node:path';
import { expect, test } from './fixtures';
import { candidate, listenToJobs, paint, restoreButton, waitForState, writePhoto } from './steps';

test.use({ model: 'tiny' });
test.setTimeout(120_000);

test('several photos keep their marks and results, through a reload of the page too', async ({
  served: { page },
  data,
}) => {
  const paths = ['first.png', 'second.png'].map((name) => join(data, name));
  for (const path of paths) await writePhoto(path);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open photo …' }).click();
  await (await choosing).setFiles(paths);
  await expect(page.getByRole('button', { name: 'Open photos: 1 of 2' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Photo first.png')).toBeVisible();
  await paint(page, [0.45, 0.5], [0.55, 0.5]);
  const log = await listenToJobs(page);
  await restoreButton(page).click();
  await show('second.png');
  await expect(page.getByText('first.png is restored.')).toBeVisible({ timeout: 60_000 });
  await waitForState(log, 'done');

  await page.reload();
  await expect(page.getByRole('button', { name: /^Open photos: \d of 2$/ })).toBeVisible();
  await show('first.png');
  await expect(candidate(page, 1)).toBeVisible();
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Close photo' }).click();
  await page.getByRole('button', { name: 'Close without saving' }).click();
  await expect(page.getByLabel('Photo second.png')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Open photos/ })).toHaveCount(0);

  async function show(name: string): Promise<void> {
    await page.getByRole('button', { name: /^Open photos/ }).click();
    await page.getByRole('menuitemradio', { name }).click();
    await expect(page.getByLabel(`Photo ${name}`)).toBeVisible();
  }
});
