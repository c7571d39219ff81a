import { join } from 'node:path';
import { expect, test } from './fixtures';
import { candidate, listenToJobs, paint, restoreButton, tick, waitForState, writePhoto } from './steps';

test.use({ model: 'tiny' });
test.setTimeout(120_000);

test('several photos keep their marks and results, through a reload of the page too', async ({
  served: { page },
  data,
}) => {
  const paths = ['first.png', 'second.png'].map((name) => join(data, name));
  // Large enough for the other photo to appear before the first one is restored.
  for (const path of paths) await writePhoto(path, 1600, 1200);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open photo …' }).click();
  await (await choosing).setFiles(paths);
  await expect(page.getByRole('button', { name: 'Open photos: 1 of 2' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Photo first.png')).toBeVisible();
  await paint(page, [0.45, 0.5], [0.55, 0.5]);
  await tick(page, 'Noise and grain');
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

test('a newly opened photo shows its repairs, and one that is shown again keeps the current panel', async ({
  served: { page },
  data,
}) => {
  // Keys mean something once the page is there.
  await expect(page.getByRole('button', { name: 'Open photo …' })).toBeVisible();
  const open = async (name: string) => {
    await writePhoto(join(data, name));
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('ControlOrMeta+o');
    await (await choosing).setFiles(join(data, name));
    await expect(page.getByLabel(`Photo ${name}`)).toBeVisible({ timeout: 30_000 });
  };
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  await open('first.png');
  await tab('Results').click();
  await open('second.png');
  await expect(tab('Repairs')).toHaveAttribute('aria-selected', 'true');

  await tab('Photo').click();
  await page.getByRole('button', { name: /^Open photos/ }).click();
  await page.getByRole('menuitemradio', { name: 'first.png' }).click();
  await expect(page.getByLabel('Photo first.png')).toBeVisible();
  await expect(tab('Photo')).toHaveAttribute('aria-selected', 'true');
});

test('while a photo loads its stage says so, until there is something to see', async ({
  served: { page },
  data,
}) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  // Tiles of 512 pixels; thumbnails come by the same way.
  await page.route(/\/pictures\//, async (route) => {
    await arrived;
    await route.continue();
  });
  await writePhoto(join(data, 'photo.png'));
  await expect(page.getByRole('button', { name: 'Open photo …' })).toBeVisible();
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('ControlOrMeta+o');
  await (await choosing).setFiles(join(data, 'photo.png'));
  const words = page.getByText('Loading the picture …');
  await expect(words).toBeVisible({ timeout: 30_000 });
  arrive();
  await expect(words).toBeHidden();
});

test('a long name keeps its beginning and its end on one line, and is complete in a tooltip', async ({
  served: { page },
  data,
}) => {
  const long = 'IMG_20190412_153012_of_the_album_of_grandmother_in_the_garden_with_everybody_300dpi.png';
  await writePhoto(join(data, long));
  await expect(page.getByRole('button', { name: 'Open photo …' })).toBeVisible();
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('ControlOrMeta+o');
  await (await choosing).setFiles(join(data, long));
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveAccessibleName(long);
  await expect(title.getByTitle(long)).toBeVisible();
  await expect(title.getByText('y_300dpi.png', { exact: true })).toBeInViewport({ ratio: 1 });
  const start = title.locator('.file-name-start');
  expect(await start.evaluate((part) => part.scrollWidth > part.clientWidth)).toBe(true);
  expect((await title.boundingBox())?.height).toBeLessThan(30);
});

test('a long name of a second photo is cut, so the bar keeps its height and the profile its line', async ({
  served: { page },
  data,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.getByRole('button', { name: 'Open photo …' })).toBeVisible();
  const names = ['plate.png', 'IMG_20190412_153012_of_the_album_of_grandmother_in_the_garden_300dpi-1.png'];
  const heights: (number | undefined)[] = [];
  for (const name of names) {
    await writePhoto(join(data, name));
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('ControlOrMeta+o');
    await (await choosing).setFiles(join(data, name));
    await expect(page.getByLabel(`Photo ${name}`)).toBeVisible({ timeout: 30_000 });
    heights.push((await page.getByRole('banner').boundingBox())?.height);
  }
  expect(heights[1]).toBe(heights[0]);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title.getByTitle(names[1])).toBeVisible();
  const profile = page.getByRole('banner').getByText('no profile, sRGB assumed');
  const [name, beside] = [await title.boundingBox(), await profile.boundingBox()];
  expect(beside?.y).toBeLessThan((name?.y ?? 0) + (name?.height ?? 0));
});
