import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openSockets, socketsDuring } from './sockets';
import { candidate, openNewPhoto, restoreButton, tick, writePhoto } from './steps';

test.skip(process.platform !== 'linux', 'open sockets are looked up in /proc');

test('the command restores without opening a socket or looking up a name', async ({ data }) => {
  const photo = join(data, 'photo.png');
  await writePhoto(photo);
  const words = ['-o', join(data, 'out.png'), '--operator', 'denoise', '--noise', '10', '--steps', '2'];
  // A variable that CI sets would keep onnxruntime from reporting by itself.
  const { CI: _, ...env } = process.env;
  const child = spawn(process.execPath, ['dist/cli.cjs', 'restore', photo, ...words], {
    env,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  expect(await socketsDuring(() => child.pid, ended)).toEqual([]);
  expect(await ended).toEqual([0, null]);
});

test.describe('with a window', () => {
  test.use({ model: 'tiny' });

  test('the program opens no socket while it restores', async ({ desktop: { app, page }, data }) => {
    await openNewPhoto(app, page, data);
    const { pid = 0 } = app.process();
    // The test drives the program through sockets; seeing these proves that it would see others.
    const before = openSockets(pid).map(({ local }) => local);
    expect(before.length).toBeGreaterThan(0);
    const during = await socketsDuring(() => pid, restoreOnce(page));
    expect(during.filter(({ local }) => !before.includes(local))).toEqual([]);
  });

  test('the server listens on the loopback interface, and opens nothing else while it restores', async ({
    served: { page, origin, pid },
  }) => {
    await page.getByRole('button', { name: 'Cup of coffee' }).click();
    const during = await socketsDuring(() => pid, restoreOnce(page));
    const { host } = new URL(origin);
    expect(during).toContainEqual({ local: host, remote: '0.0.0.0:0' });
    expect(during.filter(({ local }) => local !== host)).toEqual([]);
  });
});

async function restoreOnce(page: Page): Promise<void> {
  await tick(page, 'Noise and grain');
  await restoreButton(page).click();
  await expect(candidate(page, 1)).toBeVisible({ timeout: 60_000 });
}
