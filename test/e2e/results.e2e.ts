import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import sharp from 'sharp';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { candidate, openNewPhoto, openPhoto, restoreButton, tick, untick, writePhoto } from './steps';
import { saveAsPng } from './whole-restoration';

test.use({ model: 'tiny' });

test('a result is removed after a confirmation, with the map of invented parts', async ({
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

test('the strip follows the shown candidate, and a wheel scrolls it', async ({
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

test('another candidate uses the picture of the blur of its result', async ({
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

test('a result is shown and saved in black and white or sepia, by mouse and by keyboard', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  const tone = page.getByRole('radiogroup', { name: 'Tone of the result' });
  await tone.getByText('Sepia').click();
  await expect(page.getByText(/Noise and grain .* · Sepia/)).toBeVisible();
  const sepia = await save(app, page, join(data, 'sepia.png'));
  expect(sepia.every(([red, , blue]) => red >= blue)).toBe(true);
  expect(sepia.some(([red, , blue]) => red > blue + 40)).toBe(true);

  await tone.getByRole('radio', { name: 'Sepia' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(page.getByText(/Noise and grain .* · Black and white/)).toBeVisible();
  const neutral = await save(app, page, join(data, 'neutral.png'));
  expect(neutral.every(([red, green, blue]) => red === green && green === blue)).toBe(true);
});

/** Saves the shown picture and reads its pixels. */
async function save(app: ElectronApplication, page: Page, path: string): Promise<number[][]> {
  await page.keyboard.press('ControlOrMeta+s');
  const dialog = page.getByRole('dialog', { name: 'Save the restoration' });
  await answerDialogs(app, { save: path });
  await saveAsPng(page, 'Save as …');
  await expect(dialog).toBeHidden();
  const { data } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Array.from({ length: data.length / 3 }, (_, i) => [...data.subarray(3 * i, 3 * i + 3)]);
}
