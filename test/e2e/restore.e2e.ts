import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { writeScratchedPhoto } from './scratched-photo';
import { checkSaved, restoreAndCompare, saveAsPng } from './whole-restoration';

test.setTimeout(240_000);

/** Errors in the page's console from now on, such as pictures that are missing. */
function listenToErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

test('in the window: a scratch is painted over, restored, compared, saved and untouched elsewhere', async ({
  desktop: { app, page },
  data,
}) => {
  const photo = join(data, 'scratched.png');
  const saved = join(data, 'whole.png');
  await writeScratchedPhoto(photo);
  const errors = listenToErrors(page);
  await answerDialogs(app, { open: [photo], save: saved });
  await page.getByRole('button', { name: 'Open photo …' }).click();
  await restoreAndCompare(page);
  await page.getByRole('button', { name: 'Save …' }).click();
  await saveAsPng(page, 'Save as …');
  await expect(page.getByText(/^Saved whole\.png/).first()).toBeVisible();
  await checkSaved(photo, saved);
  expect(errors).toEqual([]);
});

test('in a browser: the same, by upload and download', async ({ served: { page }, data }) => {
  const photo = join(data, 'scratched.png');
  const saved = join(data, 'whole.png');
  await writeScratchedPhoto(photo);
  const errors = listenToErrors(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open photo …' }).click();
  await (await choosing).setFiles(photo);
  await restoreAndCompare(page);
  await page.getByRole('button', { name: 'Save …' }).click();
  await saveAsPng(page, 'Download');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download scratched-restored\.png/ }).click();
  await (await downloading).saveAs(saved);
  await checkSaved(photo, saved);
  expect(errors).toEqual([]);
});
