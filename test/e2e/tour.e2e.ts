import type { Page } from '@playwright/test';
import { closeUnasked } from '../setup/close-unasked.mjs';
import { expect, test } from './fixtures';
import { openNewPhoto, restoreButton, tick } from './steps';

test.use({ model: 'tiny' });

const TITLES = ['A photo to try it on', 'Mark the damage', 'Restore it', 'Compare', 'Save the result'];
const card = (page: Page, title = TITLES[0]) => page.getByRole('dialog', { name: title, exact: true });
const example = (page: Page) => page.getByLabel('Photo boyden.jpg');

test.describe('the first start', () => {
  test.use({ isFirstStart: true });

  test('opens the example and goes through five steps by mouse, while the window stays usable', async ({
    launch,
  }) => {
    const { app, page } = await launch();
    await expect(example(page)).toBeVisible();
    await expect(card(page)).toHaveAccessibleDescription(/^This scratched glass plate/);
    await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(0);
    for (const [number, title] of TITLES.entries()) {
      await expect(card(page, title)).toContainText(`Step ${number + 1} of 5`);
      await expect(card(page, title)).toBeInViewport({ ratio: 1 });
      if (title === 'Mark the damage') {
        await tick(page, 'Scratches and spots');
        await page.getByRole('button', { name: 'Find them' }).click();
        await expect(page.getByText(/% of the photo is marked/)).toBeVisible();
      }
      if (title === 'Restore it') {
        await restoreButton(page).click();
        await expect(page.getByRole('button', { name: 'Save …' })).toBeEnabled({ timeout: 60_000 });
      }
      await card(page, title)
        .getByRole('button', { name: number < 4 ? 'Next' : 'Done' })
        .click();
    }
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await closeUnasked(app);

    const again = await launch();
    await expect(again.page.getByRole('button', { name: 'Portrait with scratches' })).toBeVisible();
    await expect(again.page.getByRole('dialog')).toHaveCount(0);
  });

  test('shows no tour if it opens the user’s own photo, and neither do later starts', async ({ launch }) => {
    const { app, page } = await launch({ args: ['examples/coffee.jpg'] });
    await expect(page.getByLabel('Photo coffee.jpg')).toBeVisible();
    await expect(page.getByText('Looking at the photo …')).toBeHidden();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await app.close();
    const next = await launch();
    await expect(next.page.getByRole('button', { name: 'Portrait with scratches' })).toBeVisible();
    await expect(next.page.getByRole('dialog')).toHaveCount(0);
  });
});

test('the tour can be repeated from the menu by keyboard, and left by Escape at any step', async ({
  desktop: { page },
}) => {
  await page.getByRole('button', { name: 'Cup of coffee' }).click();
  const begin = async () => {
    await page.getByRole('button', { name: 'More' }).focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: 'Tour in five steps' });
    while (!(await item.evaluate((element) => element === document.activeElement)))
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  for (const [last] of TITLES.entries()) {
    await begin();
    for (const title of TITLES.slice(0, last)) {
      await expect(card(page, title)).toBeFocused();
      // The buttons come last in it: leave, back, next.
      for (let tabs = title === TITLES[0] ? 2 : 3; tabs > 0; tabs--) await page.keyboard.press('Tab');
      await expect(card(page, title).getByRole('button', { name: 'Next' })).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await expect(card(page, TITLES[last])).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('application')).toBeFocused();
  }
  // From the photo, too, and without opening the example once more.
  await begin();
  await page.getByRole('application').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Open photos: \d of 2/ })).toBeVisible();
});

test('the tour is left by its button, and by going to the library', async ({ desktop: { page } }) => {
  for (const leave of [
    page.getByRole('button', { name: 'Leave the tour' }),
    page.getByRole('radio', { name: 'Library' }),
  ]) {
    // In the empty window it has a button, in the help always.
    if (await example(page).isVisible()) await page.keyboard.press('F1');
    await page.getByRole('button', { name: 'Tour in five steps' }).click();
    await expect(card(page)).toBeVisible();
    await leave.click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('radio', { name: 'Photo' }).click();
  await expect(example(page)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the tour goes on with a photo that is opened at its first step, without a way back to the example', async ({
  desktop: { app, page },
  data,
}) => {
  await page.getByRole('button', { name: 'Tour in five steps' }).click();
  await expect(card(page)).toBeVisible();
  await openNewPhoto(app, page, data);
  await expect(card(page)).toHaveCount(0);
  await expect(card(page, TITLES[1])).toContainText('Step 2 of 5');
  await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(0);
  await card(page, TITLES[1]).getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('button', { name: 'Back' })).toHaveCount(1);
  // The tour that is begun again is on the example.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Tour in five steps' }).click();
  await expect(card(page)).toContainText('Step 1 of 5');
  await expect(example(page)).toBeVisible();
});

test('the help has a page for each task, by keyboard and from the list of keys, and asks nothing of the network', async ({
  desktop: { app, page },
}) => {
  const asked = await app.evaluateHandle(({ session: { defaultSession } }) => {
    const urls: string[] = [];
    defaultSession.webRequest.onBeforeRequest((details, proceed) => {
      urls.push(details.url);
      proceed({});
    });
    return urls;
  });
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('dialog', { name: 'Help' });
  const picture = help.getByRole('img', { name: /^A sepia print/ });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await help.getByRole('tab').first().focus();
  const tabs = await help.getByRole('tab').allTextContents();
  expect(tabs.length).toBe(6);
  for (const title of tabs.slice(1)) {
    await page.keyboard.press('ArrowDown');
    await expect(help.getByRole('tabpanel').getByRole('heading', { level: 2 })).toHaveText(title);
  }
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  expect((await asked.jsonValue()).filter((url) => !url.startsWith('app:'))).toEqual([]);
});

test('the help speaks the window’s language', async ({ desktop: { page } }) => {
  await page.evaluate(() => globalThis.daguerre.requests.changeSettings({ language: 'ja' }));
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.keyboard.press('F1');
  await expect(page.getByRole('tab', { name: '傷とほこりを消す' })).toBeVisible();
});
