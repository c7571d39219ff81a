import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures';

test.use({ model: 'tiny' });

test('only providers of this system are offered, and those that failed are marked', async ({
  desktop: { page },
}) => {
  await page.keyboard.press('ControlOrMeta+,');
  const choice = page.getByRole('button', { name: /Restorations run on/ });
  await choice.click();
  const option = (name: string) => page.getByRole('option', { name, exact: true });
  await expect(option('Processor')).toBeVisible();
  await expect(option('Graphics card (DirectML)')).toHaveCount(process.platform === 'win32' ? 1 : 0);
  await expect(option('Apple graphics (Core ML)')).toHaveCount(process.platform === 'darwin' ? 1 : 0);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Find out' }).click();
  const tried = page.getByRole('listitem').filter({ hasText: 'Graphics card (WebGPU)' });
  await expect(tried).toBeVisible({ timeout: 60_000 });
  const fails = (await tried.textContent())?.includes('doesn’t work');
  await choice.click();
  await expect(option(`Graphics card (WebGPU)${fails ? ': doesn’t work here' : ''}`)).toBeVisible();
  await expect(option('Processor')).toBeVisible();
});

test('a build without an address for newer versions offers none and loads no updater, whatever its settings say', async ({
  launch,
  data,
}) => {
  await writeFile(join(data, 'settings.json'), '{ "updates": true }');
  const { app, page } = await launch();
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expect(page.getByText('Look for newer versions')).toHaveCount(0);
  const loaded = await app.evaluate(() => {
    const files = new Set<string>();
    const walk = ({ filename, children }: NodeJS.Module) => {
      if (files.has(filename)) return;
      files.add(filename);
      for (const child of children) walk(child);
    };
    if (process.mainModule) walk(process.mainModule);
    return [...files].map((path) => path.replaceAll('\\', '/').split('/').at(-1));
  });
  const bundles = (await readdir('dist')).filter((name) => name.endsWith('.cjs'));
  const texts = await Promise.all(bundles.map((name) => readFile(join('dist', name), 'utf8')));
  const holding = (words: string) => bundles.filter((_, at) => texts[at]?.includes(words));
  expect(holding('class AppUpdater extends')).toHaveLength(1);
  expect(loaded).toEqual(expect.arrayContaining(holding('requestSingleInstanceLock')));
  expect(loaded).not.toEqual(expect.arrayContaining(holding('class AppUpdater extends')));
});
