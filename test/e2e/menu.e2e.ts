import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures';

test.use({ model: 'tiny' });

/** Labels of the menu bar, of the system's menu alone. */
function menuBar(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
}

test('the menu bar speaks the language that is chosen in the settings, at the next start too', async ({
  launch,
}) => {
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
