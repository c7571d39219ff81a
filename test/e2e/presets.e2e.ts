import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openNewPhoto, tick, untick } from './steps';

test.use({ model: 'tiny' });

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name' });
const kept = (page: Page) => page.getByRole('button', { name: 'Use Attic' });

test.beforeEach(async ({ desktop: { app, page }, data }) => {
  await openNewPhoto(app, page, data);
  await page.getByRole('button', { name: 'Saved settings' }).click();
  await tick(page, 'Noise and grain');
  await nameField(page).fill('Attic');
  await nameField(page).press('Enter');
  await expect(kept(page)).toBeVisible();
});

test('repairs are saved by Enter, and the button says if that replaces others', async ({
  desktop: { page },
}) => {
  await expect(nameField(page)).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Save these repairs' })).toBeDisabled();
  await nameField(page).press('Enter');
  await untick(page, 'Noise and grain');
  await tick(page, 'Enlarge');
  await nameField(page).fill(' Attic ');
  await page.getByRole('button', { name: 'Replace “Attic”' }).click();
  await expect(nameField(page)).toHaveValue('');
  await expect(page.getByRole('button', { name: /^Use / })).toHaveCount(1);

  await untick(page, 'Enlarge');
  await kept(page).click();
  await expect(page.getByRole('checkbox', { name: 'Enlarge', exact: true })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Noise and grain', exact: true })).not.toBeChecked();
});

test('removed settings can be restored, but do not replace others with their name', async ({
  desktop: { page },
}) => {
  const removed = page.getByRole('status').filter({ hasText: 'Removed Attic.' });
  await page.getByRole('button', { name: 'Remove Attic' }).click();
  await expect(kept(page)).toBeHidden();
  await removed.getByRole('button', { name: 'Undo' }).click();
  await untick(page, 'Noise and grain');
  await kept(page).click();
  await expect(page.getByRole('checkbox', { name: 'Noise and grain', exact: true })).toBeChecked();

  await page.getByRole('button', { name: 'Remove Attic' }).click();
  await expect(removed).toBeVisible();
  await nameField(page).fill('Attic');
  await nameField(page).press('Enter');
  await expect(kept(page)).toBeVisible();
  await expect(removed).toBeHidden();
});
