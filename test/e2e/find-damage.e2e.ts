import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { writeScratchedPhoto } from './scratched-photo';
import { openPhoto } from './steps';

test.use({ model: 'tiny' });

/** The share of the photo that is marked, in per cent, as the panel says it. */
async function marked(page: Page): Promise<number> {
  const words = page.getByText(/% of the photo is marked/);
  await expect(words).toBeVisible({ timeout: 30_000 });
  return Number.parseFloat((await words.textContent()) ?? '');
}

test('an offered scratch is found, marked and ticked; the sensitivity changes the marks at once; undo takes them back', async ({
  desktop: { app, page },
  data,
}) => {
  const path = join(data, 'scratched.png');
  await writeScratchedPhoto(path);
  await openPhoto(app, page, path, 'scratched.png');
  await page.getByRole('button', { name: 'Scratches or dust' }).click();
  await expect(page.getByRole('checkbox', { name: 'Scratches and spots', exact: true })).toBeChecked();
  const first = await marked(page);
  // The scratch is 150 pixels long and 3 wide, of 76,800.
  expect(first).toBeGreaterThan(0.3);
  expect(first).toBeLessThan(4);

  await page.getByRole('slider', { name: 'Sensitivity' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => marked(page)).toBeGreaterThan(first);
  await page.keyboard.press('Home');
  await expect.poll(() => marked(page)).toBeLessThan(first);

  await page.getByRole('application').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Nothing is marked yet')).toBeVisible();
});
