import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { candidate, openNewPhoto, openPhoto, restoreButton, tick, untick, writePhoto } from './steps';

test.use({ model: 'tiny' });

test('a result is removed once that is confirmed, and the map of what was invented with it', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await draw(page, 2);
  await expect(candidate(page, 2)).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  const map = page.getByRole('checkbox', { name: 'Show what was invented' });
  await page.locator('label').filter({ has: map }).click();
  await expect(map).toBeChecked();

  const remove = page.getByRole('button', { name: 'Remove this result' }).first();
  await remove.click();
  const question = page.getByRole('alertdialog', { name: 'Remove this result?' });
  await expect(question).toContainText('Candidate 2');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(candidate(page, 2)).toBeVisible();
  await remove.click();
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(candidate(page, 2)).toBeHidden();
  await expect(map).not.toBeChecked();
});

test('the strip follows the candidate that is shown, and a wheel moves it along', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await draw(page, 24);
  await page.getByRole('tab', { name: 'Results' }).click();
  // In the history, below the ones to paint over.
  const listed = page.getByRole('tabpanel').getByRole('button', { name: 'Candidate 24', exact: true });
  await expect(candidate(page, 1)).toBeInViewport();
  await expect(candidate(page, 24)).not.toBeInViewport();
  await listed.last().click();
  await expect(candidate(page, 24)).toBeInViewport({ ratio: 0.9 });
  await expect(candidate(page, 1)).not.toBeInViewport();
  await candidate(page, 24).hover();
  await page.mouse.wheel(0, -5000);
  await expect(candidate(page, 1)).toBeInViewport({ ratio: 0.9 });
});

test('another candidate takes the picture of the blur that its result was made with', async ({
  desktop: { app, page },
  data,
}) => {
  const [photo, blur] = [join(data, 'photo.png'), join(data, 'blur.png')];
  await writePhoto(photo);
  await sharp({ create: { width: 3, height: 3, channels: 3, background: '#fff' } }).toFile(blur);
  await openPhoto(app, page, photo, 'photo.png');
  await tick(page, 'Blur');
  await page.getByRole('radio', { name: 'From a picture' }).click();
  await answerDialogs(app, { open: [blur] });
  await page.getByRole('button', { name: 'Choose a picture of the blur …' }).click();
  await expect(page.getByText('blur.png')).toBeVisible();
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await untick(page, 'Blur');
  await page.getByRole('button', { name: 'Another candidate' }).click();
  await expect(candidate(page, 2)).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByRole('checkbox', { name: 'Show what was invented' })).toBeEnabled();
});

/** Draws candidates of the one open photo. */
async function draw(page: Page, samples: number): Promise<void> {
  await page.evaluate(async (count) => {
    const { requests } = globalThis.daguerre;
    const opened: unknown = await requests.openDocuments({});
    const [, document = ''] = /"document":\{"id":"([\w-]+)"/.exec(JSON.stringify(opened)) ?? [];
    const recipe = { operator: 'denoise' as const, noise: 12, steps: 2, samples: count };
    await requests.restore({ document, recipe });
  }, samples);
}
