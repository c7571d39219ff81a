import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { answerDialogs } from './desktop';
import { expect, test } from './fixtures';
import { candidate, openNewPhoto, openPhoto, paint, restoreButton, tick, writePhoto } from './steps';

test.use({ model: 'tiny' });

/** Labels of the menu bar, of the system's menu alone. */
function menuBar(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
}

/** Presses the item of the menu bar with this name. */
async function pressInMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(async ({ BrowserWindow, Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    const item = items.find((one) => one.label === wanted);
    if (!item) throw new Error(`there is no ${wanted} in the menu`);
    item.click();
    // Waits until the page has received the item, so no key overtakes it.
    for (const window of BrowserWindow.getAllWindows()) await window.webContents.executeJavaScript('0');
  }, label);
}

test('Undo of the menu undoes typing in a text field, and a stroke elsewhere', async ({
  desktop: { app, page },
  data,
}) => {
  const marked = page.getByText(/% of the photo is marked/);
  await openNewPhoto(app, page, data);
  await paint(page, [0.4, 0.5], [0.6, 0.5]);
  const share = (await marked.textContent()) ?? '';
  await page.getByRole('button', { name: 'Saved settings' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.pressSequentially('Attic');
  await pressInMenu(app, 'Undo');
  await expect(name).not.toHaveValue('Attic');
  await expect(marked).toHaveText(share);
  await page.getByRole('application').focus();
  await pressInMenu(app, 'Undo');
  await expect(marked).toBeHidden();
  await pressInMenu(app, 'Redo');
  await expect(marked).toHaveText(share);
});

test('the menu does nothing behind a dialog, and in the library only what the keys do there', async ({
  desktop: { app, page },
  data,
}) => {
  await openNewPhoto(app, page, data);
  await paint(page, [0.4, 0.5], [0.6, 0.5]);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  for (const label of ['Undo', 'Close photo', 'Settings…']) await pressInMenu(app, label);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();

  await page.getByRole('radio', { name: 'Library' }).click();
  for (const label of ['Undo', 'Close photo', 'About Daguerre']) await pressInMenu(app, label);
  // A dialog takes keys only once the focus is in it.
  await expect(page.getByRole('dialog', { name: 'About Daguerre' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Photo' }).click();
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();
});

test('saving without a result says what to do first, by key and by menu', async ({
  desktop: { app, page },
  data,
}) => {
  const told = page.getByText('There is no result to save yet. Restore the photo first.');
  await openNewPhoto(app, page, data);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toBeHidden();
  await pressInMenu(app, 'Save as…');
  await expect(told).toBeVisible();

  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible();
  await expect(told).toBeHidden();
  await page.getByRole('region', { name: 'Candidates' }).getByRole('button', { name: 'Original' }).click();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('The original is shown. Choose the result to save.')).toBeVisible();
  await candidate(page, 1).click();
  await answerDialogs(app, { save: join(data, 'out.png') });
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'Save as …' }).click();
  await expect(page.getByText(/^Saved out\.png/).first()).toBeVisible();
  await expect(page.getByText('The original is shown.')).toBeHidden();
});

test("recent files open from the window's menu, in the library too, until they are forgotten", async ({
  desktop: { app, page },
  data,
}) => {
  for (const name of ['first.png', 'second.png']) {
    await writePhoto(join(data, name));
    await openPhoto(app, page, join(data, name), name);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Close photo' }).click();
  }
  await page.getByRole('radio', { name: 'Library' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menuitem', { name: 'Close photo' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Recent' }).click();
  const files = page.getByRole('menu', { name: 'Recent' }).getByRole('menuitem');
  await expect(files).toHaveText([/^second\.png/, /^first\.png/, 'Forget these']);
  await files.first().click();
  await expect(page.getByLabel('Photo second.png')).toBeVisible();
  // The menu also brings back a photo that is already open.
  await page.getByRole('radio', { name: 'Library' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Recent' }).click();
  await files.first().click();
  await expect(page.getByLabel('Photo second.png')).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Recent' }).click();
  await page.getByRole('menuitem', { name: 'Forget these' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menuitem', { name: 'Close photo' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Recent' })).toHaveCount(0);
});

test('the menu bar has the language of the settings, at the next start too', async ({ launch }) => {
  const { app, page } = await launch();
  const first = await menuBar(app);
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Français' }).click();
  await expect.poll(() => menuBar(app)).toEqual(['Fichier', 'Édition', 'Affichage', 'Aide']);
  await app.close();

  const again = await launch();
  await expect.poll(() => menuBar(again.app)).toContain('Fichier');
  await again.page.evaluate(() => globalThis.daguerre.requests.changeSettings({ language: 'system' }));
  await expect.poll(() => menuBar(again.app)).toEqual(first);
});
