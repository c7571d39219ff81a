import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { electronExecutable, SWITCHES } from './desktop';
import { expect, test } from './fixtures';

test.use({ model: 'tiny' });

test('when the window opens, the main process has loaded neither sharp nor onnxruntime', async ({
  desktop: { app, page },
}) => {
  await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0);
  const loaded = await app.evaluate(() => process.report.getReport());
  const { sharedObjects } = JSON.parse(JSON.stringify(loaded));
  expect(sharedObjects.length).toBeGreaterThan(5);
  expect(sharedObjects.filter((path: string) => /sharp|vips|onnxruntime/.test(path))).toEqual([]);
});

test('a start with a file opens it', async ({ launch }) => {
  const { page } = await launch({ args: ['examples/coffee.jpg'] });
  await expect(page.getByLabel('Photo coffee.jpg')).toBeVisible();
});

test('a second start hands its file to the first and ends', async ({ desktop, data }) => {
  const told = desktop.page.evaluate(
    () => new Promise((resolve) => globalThis.daguerre.on('openFile', resolve)),
  );
  // Started by hand: Playwright can't hold on to a program that ends at once.
  const second = spawn(electronExecutable(), [...SWITCHES, resolve('.'), 'examples/coffee.jpg'], {
    env: { ...process.env, DAGUERRE_DATA: data },
    stdio: 'ignore',
  });
  await once(second, 'exit');
  expect(await told).toEqual({ file: expect.stringMatching(/^[\w-]+$/) });
});

test('the window opens where it was, on a connected display', async ({ launch }) => {
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1100, height: 700 }),
  );
  await first.app.close();
  const second = await launch();
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toEqual({ x: 40, y: 50, width: 1100, height: 700 });
});

test('its files are where the XDG specification puts them, with data, state and cache apart', async ({
  launch,
  data,
}) => {
  test.skip(process.platform !== 'linux', 'other systems have one folder');
  const at = (name: string) => join(data, name);
  const env = {
    DAGUERRE_DATA: '',
    XDG_CONFIG_HOME: at('config'),
    XDG_DATA_HOME: at('share'),
    XDG_STATE_HOME: at('state'),
    XDG_CACHE_HOME: at('cache'),
  };
  await mkdir(at('config/Daguerre'), { recursive: true });
  await writeFile(at('config/Daguerre/settings.json'), '{ "language": "de" }');
  const { app, page } = await launch({ env });
  // The settings of an earlier version are taken over.
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await app.close();
  expect(await readdir(at('share/daguerre'))).toEqual(['settings.json']);
  expect(await readdir(at('state/daguerre'))).toEqual(expect.arrayContaining(['sessions', 'window.json']));
  expect(await readdir(at('cache/daguerre'))).toContain('chromium');
  expect(await readdir(at('config'))).toEqual(['Daguerre']);
});
